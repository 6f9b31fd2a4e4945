import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressOf, run, start, type Program } from '../process/child.js';
import type { Asker } from '../works/question.js';
import { issueTokens } from './callers.js';
import { toBody, toDocuments } from './documents.js';
import { BACKEND, toDirectoryLines, toGatewayConfig } from './gateway-config.js';
import type { Server, Surroundings } from './server.js';
import { createTokenIssuer, type TokenIssuer } from './tokens.js';

const NAME = 'gateway';
const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
/** The same before it was bundled: its files tell whose code it is. */
const MODULES_MAIN = fileURLToPath(new URL('../../../dist/modules/main.js', import.meta.url));
const DOCUMENTS = toDocuments(`backend: "${BACKEND}", `);

export interface GatewayOptions {
  /** Where its configuration is to be, and its store if that is new. */
  readonly folder: string;
  /** As its setting. */
  readonly backends: readonly object[];
  /** Limits besides those that every gateway here has, as settings. */
  readonly limits?: object;
  /** All who are going to ask; each sees the tickets of the organisation. */
  readonly askers: readonly Asker[];
  /** Scopes that they have besides those they need. */
  readonly scope?: string;
  /** A store that has its own people, as an absolute path; without one, it is new and gets those of the accounts. */
  readonly dataDirectory?: string;
  /** A module that runs before it in the same process, looks at its files, and is spoken to by messages. */
  readonly preload?: URL;
}

/** Starts the gateway of this repository as its README says, with a directory of the accounts' people. */
export async function startGateway(options: GatewayOptions, { node, core, ...at }: Surroundings): Promise<Server> {
  const issuer = await createTokenIssuer(options.scope);
  const tokenOf = await issueTokens(issuer, options.askers);
  const program = { name: NAME, node, core, cwd: join(at.folder, options.folder) };
  await writeSettings(program.cwd, options, issuer);
  if (options.dataDirectory === undefined) await importPeople(program);
  const { preload } = options;
  const main = preload ? ['--import', preload.href, MODULES_MAIN] : [MAIN];
  const argv = [...main, 'start', '--config', 'gateway.json'];
  const child = start({ ...program, argv, ipc: preload !== undefined });
  return {
    name: NAME,
    child,
    url: await addressOf(child),
    toAsk: ({ kind, ticketId, ...asker }) => ({
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(asker)}` },
      body: toBody(kind, DOCUMENTS[kind], kind === 'ticket' ? { nativeId: ticketId } : {}),
    }),
    toData: (data) => data,
  };
}

async function writeSettings(folder: string, options: GatewayOptions, { publicKey }: TokenIssuer): Promise<void> {
  const { dataDirectory = 'data', backends, limits = {} } = options;
  await mkdir(folder);
  await writeFile(join(folder, 'keys.json'), JSON.stringify(publicKey));
  await writeFile(join(folder, 'gateway.json'), JSON.stringify(toGatewayConfig({ dataDirectory, backends, limits })));
}

async function importPeople(program: Omit<Program, 'argv'> & { readonly cwd: string }): Promise<void> {
  await writeFile(join(program.cwd, 'people.jsonl'), toDirectoryLines());
  await run({ ...program, argv: [MAIN, 'directory', 'import', 'people.jsonl', '--config', 'gateway.json'] });
}
