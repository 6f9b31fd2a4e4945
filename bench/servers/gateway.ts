import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressOf, run, start } from '../process/child.js';
import { issueTokens } from './callers.js';
import { toBody, toDocuments } from './documents.js';
import { BACKEND, toDirectoryLines, toGatewayConfig } from './gateway-config.js';
import type { Server, Surroundings } from './server.js';
import { createTokenIssuer } from './tokens.js';

const NAME = 'gateway';
const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const DOCUMENTS = toDocuments(`backend: "${BACKEND}", `);

export interface GatewayOptions {
  /** Where its configuration and its store are to be. */
  readonly folder: string;
  readonly freshMs: number | null;
  /** A module that runs before it in the same process, and is spoken to by messages. */
  readonly preload?: URL;
}

/** Starts the gateway of this repository as its README says, with a directory of the accounts' people. */
export async function startGateway(options: GatewayOptions, surroundings: Surroundings): Promise<Server> {
  const { node, core, upstream } = surroundings;
  const folder = join(surroundings.folder, options.folder);
  const issuer = await createTokenIssuer();
  const tokenOf = await issueTokens(issuer);
  await mkdir(folder);
  await writeFile(join(folder, 'keys.json'), JSON.stringify(issuer.publicKey));
  await writeFile(
    join(folder, 'gateway.json'),
    JSON.stringify(toGatewayConfig({ upstream, freshMs: options.freshMs })),
  );
  await writeFile(join(folder, 'people.jsonl'), toDirectoryLines());
  const program = { name: NAME, node, core, cwd: folder };
  await run({ ...program, argv: [MAIN, 'directory', 'import', 'people.jsonl', '--config', 'gateway.json'] });
  const preload = options.preload ? ['--import', options.preload.href] : [];
  const argv = [...preload, MAIN, 'start', '--config', 'gateway.json'];
  const child = start({ ...program, argv, ipc: preload.length > 0 });
  return {
    name: NAME,
    child,
    url: await addressOf(child),
    toAsk: ({ kind, account, ticketId, caller }) => ({
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(account, caller)}` },
      body: toBody(kind, DOCUMENTS[kind], kind === 'ticket' ? { nativeId: ticketId } : {}),
    }),
    toData: (data) => data,
  };
}
