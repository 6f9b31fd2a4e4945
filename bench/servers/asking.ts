import type { Server } from './server.js';

/** The same server, asked for something else by the same people. @param body of each request */
export function asking(server: Server, body: object): Server {
  const text = JSON.stringify(body);
  return { ...server, toAsk: (question) => ({ ...server.toAsk(question), body: text }) };
}
