import type { Server } from '../servers/server.js';
import type { Question } from './question.js';

/** Asks a server and gives its data, in its own words. @throws Error for an answer with errors, or none */
export async function askOnce(server: Server, question: Question): Promise<unknown> {
  const { headers, body } = server.toAsk(question);
  const response = await fetch(server.url, { method: 'POST', headers, body });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { readonly data?: unknown; readonly errors?: unknown };
  if (response.ok && data && !errors) return data;
  throw new Error(`${server.name} answers ${question.kind} with HTTP ${response.status}: ${text.slice(0, 1000)}`);
}
