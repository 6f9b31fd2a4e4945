import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const SECRETS = ['planted-secret', 'planted-token', 'planted-password'];
const CONFIGURATION = {
  server: { port: 70_000, grafiql: true },
  auth: { issuer: '', audience: 'gateway', jwksUrl: 'https://user:planted-password@login.test/keys' },
  metrics: { token: 'planted-token\n' },
  backends: [
    { key: 'desk', provider: 'lokal' },
    { key: 'ev', provider: 'ev-energy', clientId: 5, clientSecret: ['planted-secret'] },
    { key: 'moov', provider: 'moov', publicKey: { env: 'NOT_SET' }, secretKey: 'planted-secret', accounts: [] },
  ],
};
const SETTINGS = [
  'auth.issuer',
  'auth.jwksUrl',
  'backends[0].provider',
  'backends[1].clientId',
  'backends[1].clientSecret',
  'backends[2].accounts',
  'backends[2].publicKey',
  'metrics.token',
  'server.grafiql',
  'server.port',
];

/** P9: how a gateway ends that cannot be started. */
export function describeBadConfiguration({ times, withinMs }: { times: number; withinMs: number }): void {
  describe('a bad configuration', () => {
    it('ends the start soon, with every problem by its setting and no secret', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-bad-'));
      const path = join(folder, 'gateway.json');
      await writeFile(path, JSON.stringify(CONFIGURATION));
      const durations: number[] = [];

      for (let time = 0; time < times; time += 1) {
        const { code, output, ms } = await run(path);
        durations.push(ms);

        expect(code).toBe(1);
        const named = output.split('\n').flatMap((line) => /^ {2}([\w.[\]]+): /.exec(line)?.[1] ?? []);
        expect(named).toEqual(SETTINGS);
        expect(SECRETS.filter((secret) => output.includes(secret))).toEqual([]);
      }

      await rm(folder, { recursive: true });
      const slowest = Math.max(...durations);
      process.stdout.write(`  ended ${times} times, the slowest after ${Math.round(slowest)} ms\n`);
      expect(slowest).toBeLessThan(withinMs);
    });
  });
}

function run(path: string): Promise<{ code: unknown; output: string; ms: number }> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, 'start', '--config', path], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr, ms: performance.now() - startedAt }),
    );
  });
}
