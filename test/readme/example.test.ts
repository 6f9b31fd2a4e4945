import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDirectory } from '../../src/commands/directory.js';
import { runDoctor } from '../../src/commands/doctor.js';
import { runToken } from '../../src/commands/token.js';
import { readConfigFile } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { providerDefinitions } from '../../src/providers/index.js';
import { serve } from '../../src/serve.js';
import { createTogether } from '../../src/simulators/together.js';
import { readReadme } from './section.js';

/** As `simulate` has them unless told. */
const SIMULATED = { tickets: 600, seed: 1 };
const FIRST_PORT = 4100;

describe('the example of a configuration in the README', () => {
  const readme = readReadme();
  const together = createTogether(SIMULATED);
  const simulators = [together.evEnergy, together.moov, together.sirportly];
  const environment = Object.fromEntries(
    [...readme.matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  let folder: string;
  let config: string;
  let key: string;
  beforeAll(async () => {
    await Promise.all(simulators.map((simulator) => simulator.listen(0)));
    folder = mkdtempSync(join(tmpdir(), 'ticket-gateway-readme-'));
    config = write('gateway.json', onOtherPorts(find(/^```json\n(\{\n {2}"auth".*?)^```$/ms)));
    key = write('key.json', execFileSync(process.execPath, ['-p', find(/^node -p '(.*)' > run\/key\.json$/m)]));
  });
  afterAll(async () => {
    await Promise.all(simulators.map((simulator) => simulator.close()));
    rmSync(folder, { recursive: true });
  });

  function find(pattern: RegExp): string {
    const [, found] = pattern.exec(readme) ?? [];
    if (found === undefined) throw new Error(`The README has nothing like ${String(pattern)}.`);
    return found;
  }

  function write(name: string, content: string | Uint8Array): string {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  }

  /** The ports that `simulate all` takes are free ones here. */
  function onOtherPorts(text: string): string {
    const replaced = simulators.map(({ url }, index) => [`http://127.0.0.1:${FIRST_PORT + index}`, url] as const);
    return replaced.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  }

  /** What a command writes to standard output; what it writes elsewhere is a failure. */
  async function run(command: (io: Parameters<typeof runDoctor>[1]) => Promise<number>): Promise<string> {
    const written = { stdout: '', stderr: '' };
    const never = new Promise<void>(() => {});
    const code = await command({
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
      environment,
      stopped: never,
      catchFaults: () => never,
    });
    expect({ code, stderr: written.stderr }).toEqual({ code: 0, stderr: '' });
    return written.stdout;
  }

  /** What is answered to a token with such options. */
  async function ask(options: readonly string[], body: string): Promise<unknown> {
    const parsed = readConfigFile(config, environment, providerDefinitions);
    const quick = { ...parsed, server: { ...parsed.server, port: 0, drainDelayMs: 0 } };
    const serving = await serve({ config: quick, log: createLog('silent') });
    try {
      const token = await run((io) => runToken(['--key', key, ...options], io));
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token.trim()}` };
      const response = await fetch(`${serving.url}/graphql`, { method: 'POST', headers, body });
      return await response.json();
    } finally {
      await serving.stop();
    }
  }

  it('has a backend of each kind, and doctor finds nothing', async () => {
    const { backends } = readConfigFile(config, environment, providerDefinitions);
    const lines = (await run((io) => runDoctor(['--config', config], io))).trimEnd().split('\n');

    expect(backends.map(({ definition }) => definition)).toEqual(providerDefinitions);
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
  });

  it('answers what is asked, with tickets and whole', async () => {
    const scope = find(/--key run\/key\.json --scope "(.*)"\)$/m);

    const answer = await ask(['--scope', scope], find(/^ {2}-d '(\{"query".*)'$/m));

    const outcome = 'COMPLETE';
    const backends = ['desk', 'ev-uk', 'moov', 'sirportly'].map((name) => ({ backend: { key: name }, outcome }));
    expect(answer).toMatchObject({ data: { tickets: { nodes: { length: 3 }, backends } } });
  });

  it('takes the people of the example, whose tickets are then theirs', async () => {
    const people = find(/^```csv\n(.*?)^```$/ms);
    const [amelia = '', northwind = ''] = /(user\w+),,Amelia.*(orgn\w+)/.exec(people)?.slice(1) ?? [];
    const path = write('people.csv', people);

    const summary = await run((io) => runDirectory(['import', path, '--config', config], io));

    const body = JSON.stringify({ query: '{ stats { byBackend { key } } }' });
    const scope = ['--scope', 'support:read'];
    const toAnswer = (...keys: string[]) => ({
      data: { stats: { byBackend: expect.arrayContaining(keys.map((each) => ({ key: each }))) } },
    });
    expect(summary).toBe(`organizations: 1 added, 0 changed, 0 unchanged
users: 1 added, 0 changed, 0 unchanged
identities: 1 added, 0 changed, 0 unchanged
`);
    expect(await ask(['--sub', amelia, ...scope], body)).toMatchObject(toAnswer('ev-uk', 'moov', 'sirportly'));
    expect(await ask(['--org', northwind, ...scope], body)).toMatchObject(toAnswer('ev-uk', 'sirportly'));
  });
});
