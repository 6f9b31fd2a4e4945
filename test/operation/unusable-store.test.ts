import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigningKey } from '../../src/auth/signing-key.js';
import { PROGRAM } from './started.js';

/** Whoever takes longer hangs. */
const GIVE_UP_MS = 50_000;
const ADVICE = 'Configure another data directory: a folder, or a path where one can be made.';

describe('a store that cannot be opened', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-unusable-'));
    await writeFile(join(folder, 'key.json'), JSON.stringify(await createSigningKey()));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(command: string, dataDirectory: string): Promise<{ code: unknown; output: string }> {
    const auth = { issuer: 'https://login.test/', audience: 'gateway', jwkFile: 'key.json' };
    const backends = [{ key: 'desk', provider: 'local' }];
    const path = join(folder, `${command}.json`);
    await writeFile(path, JSON.stringify({ server: { port: 0 }, auth, store: { dataDirectory }, backends }));
    const options = { timeout: GIVE_UP_MS, killSignal: 'SIGKILL' } as const;
    return new Promise((resolve) => {
      execFile(process.execPath, [PROGRAM, command, '--config', path], options, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, output: stdout + stderr }),
      );
    });
  }

  describe.each(['start', 'doctor'])('ends %s', (command) => {
    it('with what is in the way', async () => {
      const { code, output } = await run(command, '/dev/null/store');

      expect(code).toBe(1);
      expect(output).toContain(
        `The data directory /dev/null/store cannot be used: /dev/null is not a folder. ${ADVICE}`,
      );
    });

    // There mkdir(2) says of a folder that cannot be made that its parent is missing.
    it.runIf(process.platform === 'linux')('where the system takes no folders', async () => {
      const { code, output } = await run(command, '/proc/nope/store');

      expect(code).toBe(1);
      expect(output).toContain(
        `The data directory /proc/nope/store cannot be used: /proc takes no new folders. ${ADVICE}`,
      );
    });
  });
});
