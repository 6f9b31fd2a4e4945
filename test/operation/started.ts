import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { issueToken, LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../src/auth/issue-token.js';
import { createSigningKey } from '../../src/auth/signing-key.js';

/** What `npm run build` makes. */
export const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const SCOPE = 'support:read support:write user:read access_all_areas';

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Since the last signal that was sent. */
  readonly afterMs: number;
}

/** `ticket-gateway start` in a process of its own. */
export interface Launched {
  readonly pid: number;
  readonly token: string;
  /** Where it listens, once it does; null when it ended before. */
  readonly url: Promise<string | null>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has ended. */
  readonly exited: Promise<Exit>;
  /** The lines of its log so far. */
  log(): readonly Record<string, unknown>[];
  /** Ends it if it still runs, and removes its files. */
  dispose(): Promise<void>;
}

/** One that listens. */
export type Started = Omit<Launched, 'url'> & { readonly url: string };

export interface StartOptions {
  /** Settings besides those of tokens, and the backends. */
  readonly settings: Record<string, unknown>;
  /** Modules that are loaded first. */
  readonly preload?: readonly string[];
}

/** Starts the compiled gateway, and waits until it listens. */
export async function startGateway(options: StartOptions): Promise<Started> {
  const launched = await launchGateway(options);
  const url = (await launched.url) ?? (await failAt(launched));
  return { ...launched, url };
}

/** Starts the compiled gateway on a free port, with a store in memory unless the settings have another. */
export async function launchGateway({ settings, preload = [] }: StartOptions): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-started-'));
  const key = await createSigningKey();
  await writeFile(join(folder, 'key.json'), JSON.stringify(key));
  const auth = { issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, jwkFile: 'key.json' };
  const config = { auth, store: { dataDirectory: null }, ...settings };
  await writeFile(join(folder, 'gateway.json'), JSON.stringify(config));

  const argv = [
    ...preload.flatMap((module) => ['--import', module]),
    PROGRAM,
    'start',
    '--config',
    join(folder, 'gateway.json'),
  ];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Record<string, unknown>[] = [];
  const read = (line: string) =>
    lines.push(line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : { line });
  createInterface({ input: child.stderr }).on('line', read);
  let signalledAt = performance.now();
  const exited = once(child, 'close').then(([code, signal]): Exit => ({
    code,
    signal,
    afterMs: performance.now() - signalledAt,
  }));
  return {
    url: listeningUrl(createInterface({ input: child.stdout })),
    pid: child.pid ?? 0,
    token: await issueToken({ key, subject: 'user1', scope: SCOPE, expiresInSeconds: 86_400 }),
    kill(signal) {
      signalledAt = performance.now();
      child.kill(signal);
    },
    exited,
    log: () => lines,
    async dispose() {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Null when it ended before. */
async function listeningUrl(output: ReturnType<typeof createInterface>): Promise<string | null> {
  for await (const line of output) {
    const [, url] = /listens on (http:\S+)\/graphql/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return null;
}

async function failAt({ exited, log }: Launched): Promise<never> {
  const { code } = await exited;
  throw new Error(`The gateway ended with ${code}: ${JSON.stringify(log())}`);
}
