import { fileURLToPath } from 'node:url';
import { addressOf, start } from '../process/child.js';
import { toBody, toDocuments } from './documents.js';
import type { Server, Surroundings } from './server.js';

const DOCUMENTS = toDocuments('');

/** Starts a server of `peers/` that serves the part of the gateway's schema that is asked for. */
export async function startPeer(name: string, { node, core, upstream }: Surroundings): Promise<Server> {
  const main = fileURLToPath(new URL(`../peers/${name}.js`, import.meta.url));
  const child = start({ name, node, core, argv: [main, upstream] });
  return {
    name,
    child,
    url: await addressOf(child),
    toAsk: ({ kind, account, ticketId }) => ({
      headers: { 'content-type': 'application/json', 'x-account': account.id },
      body: toBody(kind, DOCUMENTS[kind], kind === 'ticket' ? { nativeId: ticketId } : {}),
    }),
    toData: (data) => data,
  };
}
