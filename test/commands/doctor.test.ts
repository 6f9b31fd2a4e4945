import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSigningKey } from '../../src/auth/signing-key.js';
import { runDoctor } from '../../src/commands/doctor.js';
import { providerDefinitions } from '../../src/providers/index.js';
import type { ProviderDefinition } from '../../src/provider/backend.js';
import type { Provider } from '../../src/provider/provider.js';
import { createTogether, type Together } from '../../src/simulators/together.js';
import { toUpstreamBackends } from '../gateway/world.js';

describe('doctor', () => {
  let together: Together;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-doctor-'));
    await writeFile(join(folder, 'key.json'), JSON.stringify(await createSigningKey()));
    together = createTogether({ tickets: 5, seed: 1 });
    await Promise.all([together.evEnergy, together.moov, together.sirportly].map((each) => each.listen(0)));
  });
  afterAll(async () => {
    await Promise.all([together.evEnergy, together.moov, together.sirportly].map((each) => each.close()));
    await rm(folder, { recursive: true });
  });

  async function examine(settings: object): Promise<{ code: number; lines: string[] }> {
    const path = join(folder, 'gateway.json');
    const auth = { issuer: 'https://login.test/', audience: 'gateway', jwkFile: 'key.json' };
    await writeFile(path, JSON.stringify({ auth, ...settings }));
    let text = '';
    const stdout = { write: (part: string) => void (text += part) };
    const never = new Promise<void>(() => {});
    const io = { stdout, stderr: stdout, environment: {}, stopped: never, catchFaults: () => never };
    const code = await runDoctor(['--config', path], io);
    return { code, lines: text.replaceAll(folder, '').trimEnd().split('\n') };
  }

  it('finds nothing where all is well', async () => {
    const desk = { key: 'desk', provider: 'local' };

    const { code, lines } = await examine({ backends: [desk, ...toUpstreamBackends(together)] });

    expect(lines).toEqual([
      'ok    configuration /gateway.json',
      'ok    store',
      'ok    keys for tokens',
      'ok    backend desk',
      'ok    backend ev',
      'ok    backend moov',
      'ok    backend sirportly',
    ]);
    expect(code).toBe(0);
  });

  it('names every option that names something that is not there, keys that do not fit, and no secret', async () => {
    const [ev, moov, sirportly] = toUpstreamBackends(together);
    const { accounts } = moov as { accounts: readonly object[] };
    const backends = [
      { ...ev, clientSecret: 'planted-secret' },
      { ...moov, accounts: [...accounts, { accountId: 'nobodys-account', user: 'u' }] },
      {
        ...sirportly,
        agent: 'nobody',
        defaultStatus: 'Nowhere',
        statuses: { Elsewhere: 'OPEN' },
        hiddenCustomFields: ['no_such_field'],
      },
    ];
    const auth = { issuer: 'https://login.test/', audience: 'gateway', jwkFile: 'key.json', algorithms: ['RS256'] };

    const { code, lines } = await examine({ auth, store: { dataDirectory: null }, backends });

    expect(code).toBe(1);
    expect(lines).toEqual([
      'ok    configuration /gateway.json',
      'ok    store',
      'FAIL  keys for tokens: No key can be used with the algorithms that are accepted (RS256).',
      expect.stringMatching(/^FAIL {2}backend ev: UNAUTHENTICATED: POST .* Check the client id/),
      expect.stringMatching(new RegExp(`^FAIL {2}backend moov: accounts\\[${accounts.length}\\]: GET `)),
      'FAIL  backend sirportly: agent is no user of this backend: give a name or an id.',
      expect.stringMatching(/^FAIL {2}backend sirportly: defaultStatus is no status of this backend; there are "/),
      'FAIL  backend sirportly: statuses.Elsewhere is the name of no status of this backend.',
      expect.stringContaining('hiddenCustomFields names no_such_field, which is the system name of no custom field'),
    ]);
    expect(lines.join('\n')).not.toContain('planted');
  });

  it('tells of a store that cannot be opened and of a fault inside, and checks the rest', async () => {
    await writeFile(join(folder, 'a-file'), '');
    const [ev, moov] = toUpstreamBackends(together);
    const definition = providerDefinitions.find(({ name }) => name === 'ev-energy');
    const create = definition?.create;
    const creating = vi.spyOn(Object(definition) as ProviderDefinition, 'create').mockImplementation((...parts) => ({
      ...(create?.(...parts) as Provider),
      probe: () => Promise.reject(new TypeError('No such thing: planted-secret')),
    }));

    const { code, lines } = await examine({
      store: { dataDirectory: './a-file' },
      backends: [{ key: 'desk', provider: 'local' }, { ...ev, clientSecret: 'planted-secret' }, moov],
    });
    creating.mockRestore();

    expect(code).toBe(1);
    expect(lines).toEqual([
      'ok    configuration /gateway.json',
      expect.stringContaining('FAIL  store: The data directory /a-file cannot be used: /a-file is not a folder. '),
      'ok    keys for tokens',
      expect.stringMatching(/^FAIL {2}backend ev: .*TypeError: No such thing: (?!planted)/),
      'ok    backend moov',
    ]);
  });
});
