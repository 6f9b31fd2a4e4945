import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as toText } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigningKey, toPublicKeySet } from '../../src/auth/signing-key.js';
import { runDirectory } from '../../src/commands/directory.js';
import { createStore } from '../../src/store/store.js';
import { PROGRAM } from '../operation/started.js';

const CSV = [
  '\uFEFFkind,id,name,email,emailVerified,organizationId,backend,identity,userId',
  'organization,one,"One, ""Ltd""",,,,,,',
  'user,ann,,ann@example.com,true,one,,,',
  'identity,,,,,,desk,contact:88,ann',
].join('\r\n');
const JSON_LINES = `{"kind":"organization","id":"one","name":"One, \\"Ltd\\""}
{"kind":"user","id":"ann","email":"ann@example.com","emailVerified":true,"fullName":null,"organizationId":"one","joinedAt":null}
{"kind":"identity","backend":"desk","identity":"contact:88","userId":"ann"}
`;

let folder: string;
let keyFile: string;
/** The configuration of a store with the records above. */
let filled: string;
let imported: Awaited<ReturnType<typeof run>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
  keyFile = writeFile('keys.json', JSON.stringify(toPublicKeySet(await createSigningKey())));
  filled = writeConfig('filled');
  imported = await run(['import', writeFile('people.CSV', CSV), '--config', filled]);
});

afterAll(() => rmSync(folder, { recursive: true }));

function writeFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A configuration with a store of its own. */
function writeConfig(name: string, dataDirectory: string | null = join(folder, `${name}-data`)): string {
  const auth = { issuer: 'https://issuer.example', audience: 'tickets', jwkFile: keyFile };
  const sirportly = { provider: 'sirportly', baseUrl: 'http://127.0.0.1:1/api', token: 't', secret: 's' };
  const backends = [{ key: 'desk', ...sirportly }];
  return writeFile(`${name}.json`, JSON.stringify({ auth, store: { dataDirectory }, backends }));
}

async function run(argv: readonly string[], standardInput = '') {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    environment: {},
  };
  const exitCode = await runDirectory(argv, io, async function* () {
    yield Buffer.from(standardInput);
  });
  return { exitCode, ...written };
}

describe('the directory command', () => {
  it('imports, lists, and imports what it has listed', async () => {
    const config = ['--config', filled];

    const listed = await run(['list', '--json', ...config]);
    const again = await run(['import', '-', ...config], listed.stdout);

    expect(imported).toEqual({
      exitCode: 0,
      stdout: `organizations: 1 added, 0 changed, 0 unchanged
users: 1 added, 0 changed, 0 unchanged
identities: 1 added, 0 changed, 0 unchanged
`,
      stderr: '',
    });
    expect(listed).toEqual({ exitCode: 0, stdout: JSON_LINES, stderr: '' });
    expect(again).toEqual({
      exitCode: 0,
      stdout: `organizations: 0 added, 0 changed, 1 unchanged
users: 0 added, 0 changed, 1 unchanged
identities: 0 added, 0 changed, 1 unchanged
Nothing was written: the directory has all of it already.
`,
      stderr: '',
    });
  });

  it('lists a table for each kind, or one', async () => {
    const config = ['--config', filled];

    const all = await run(['list', ...config]);
    const identities = await run(['list', '--kind=identity', ...config]);

    const table = 'backend  identity    userId\ndesk     contact:88  ann\n';
    expect(identities.stdout).toBe(table);
    expect(all.stdout).toBe(`id   name
one  One, "Ltd"

id   email            emailVerified  fullName  organizationId  joinedAt
ann  ann@example.com  true           -         one             -

${table}`);
  });

  it('says that a dry run wrote nothing', async () => {
    const options = ['--dry-run', '--format', 'csv', '--config', filled];

    const { exitCode, stdout } = await run(['import', ...options, '-'], CSV.replace('Ltd', 'Inc'));

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^organizations: 0 added, 1 changed, .*\nNothing was written: this was a dry run\.\n$/s);
  });

  it('tells problems and warnings, and ends with exit code 1', async () => {
    const twin = '{"kind":"user","id":"twin","email":"ann@example.com","emailVerified":true}\n';
    const text = `${JSON_LINES}${twin}${'{"kind":"users"}\n'.repeat(52)}`;

    const { exitCode, stdout, stderr } = await run(['import', '-', '--config', filled], text);

    const kinds = 'there are organization, user, identity; did you mean user?';
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      'The file has warnings (1):',
      '  line 4, email: "ann@example.com" is also the verified address of user "ann" on line 2; it will tell nobody apart',
      'The file has problems (52); nothing was written:',
      ...Array.from({ length: 50 }, (_, index) => `  line ${index + 5}, kind: "users" is no kind; ${kinds}`),
      '  and 2 more',
      '',
    ]);
  });

  it('leaves the store of a running gateway alone', async () => {
    const store = await createStore({ dataDirectory: join(folder, 'filled-data') });
    try {
      const result = run(['import', '-', '--config', filled], JSON_LINES);

      await expect(result).rejects.toMatchObject({ name: 'StoreError', code: 'IN_USE' });
    } finally {
      await store.close();
    }
  });

  it.each<[string, readonly string[], string]>([
    ['no action', [], 'directory must be followed by one of: import, list.'],
    ['an unknown action', ['export'], 'directory must be followed by one of: import, list.'],
    ['no file', ['import'], 'import must be followed by the file to read, or by - for standard input.'],
    ['two files', ['import', 'a.csv', 'b.csv'], "Unexpected argument 'b.csv'."],
    ['no configuration', ['import', 'a.csv'], '--config must name the configuration file.'],
    ['no configuration to list', ['list'], '--config must name the configuration file.'],
    ['a file to list', ['list', 'a.csv'], "Unexpected argument 'a.csv'."],
    ['an unknown format', ['import', 'a.csv', '--format', 'xml'], '--format must be one of: csv, jsonl.'],
    [
      'no format',
      ['import', 'people.txt'],
      '--format must say what people.txt holds, csv or jsonl: its name ends in neither .csv nor .jsonl.',
    ],
    ['an unknown kind', ['list', '--kind', 'users'], '--kind must be one of: organization, user, identity.'],
    [
      'an unknown option',
      ['import', 'a.csv', '--dry'],
      "Unknown option '--dry'; it takes --config, --format, --dry-run.",
    ],
  ])('says in one sentence what is wrong with the command: %s', async (_name, argv, message) => {
    await expect(run(argv)).rejects.toMatchObject({ name: 'UsageError', message });
  });

  it('says in one sentence what is wrong with the file or the store', async () => {
    const missing = ['import', 'none.jsonl', '--config', filled];
    const inMemory = ['list', '--config', writeConfig('in-memory', null)];

    await expect(run(missing)).rejects.toMatchObject({
      name: 'UsageError',
      message: 'The file none.jsonl does not exist.',
    });
    await expect(run(inMemory)).rejects.toMatchObject({
      name: 'UsageError',
      message: 'The configuration keeps the store in memory: store.dataDirectory must name a folder.',
    });
  });
});

it('what a finished command has written waits for a reader who takes their time', async () => {
  const config = writeConfig('large');
  const users = Array.from({ length: 10_000 }, (_, index) => `{"kind":"user","id":"user ${index}"}\n`);
  await run(['import', '-', '--config', config], users.join(''));

  const { stdout } = spawn(process.execPath, [PROGRAM, 'directory', 'list', '--json', '--config', config]);
  await once(stdout, 'readable');
  await wait(1500);
  const listed = await toText(stdout);

  expect(listed.split('\n')).toHaveLength(users.length + 1);
});
