import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchGateway, type Launched } from './started.js';

/** The database never opens: nobody asks its thread to. */
const OPEN_FOR_EVER = `data:text/javascript,import{Worker}from'node:worker_threads';Worker.prototype.postMessage=()=>{}`;
const BREAK_DOWN = `data:text/javascript,process.on('SIGUSR2',()=>setImmediate(()=>{throw new Error('planted fault')}))`;

describe('a gateway that is told to stop while its store is being opened', () => {
  let folder: string;
  const launched: Launched[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-opening-'));
  });
  afterAll(async () => {
    await Promise.all(launched.map((gateway) => gateway.dispose()));
    await rm(folder, { recursive: true, force: true });
  });

  /** Waits until it has locked its data directory. */
  async function launch(dataDirectory: string, preload: readonly string[]): Promise<Launched> {
    const settings = {
      server: { port: 0, drainDelayMs: 0 },
      store: { dataDirectory },
      backends: [{ key: 'desk', provider: 'local' }],
    };
    const gateway = await launchGateway({ settings, preload });
    launched.push(gateway);
    await expect.poll(() => existsSync(join(dataDirectory, 'lock')), { timeout: 50_000, interval: 5 }).toBe(true);
    return gateway;
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s gives the data directory back, and ends with 0', async (signal) => {
    const dataDirectory = join(folder, signal);
    const gateway = await launch(dataDirectory, [OPEN_FOR_EVER]);

    gateway.kill(signal);

    expect(await gateway.exited).toMatchObject({ code: 0, signal: null });
    expect(await gateway.url).toBeNull();
    expect(gateway.log()).toEqual([]);
    expect(existsSync(join(dataDirectory, 'lock'))).toBe(false);
  });

  it('by an error that nobody caught does the same, and ends with 1', async () => {
    const dataDirectory = join(folder, 'fault');
    const gateway = await launch(dataDirectory, [OPEN_FOR_EVER, BREAK_DOWN]);

    gateway.kill('SIGUSR2');

    expect(await gateway.exited).toMatchObject({ code: 1, signal: null });
    const err = expect.objectContaining({ message: 'planted fault' });
    expect(gateway.log()).toEqual([expect.objectContaining({ level: 60, err })]);
    expect(existsSync(join(dataDirectory, 'lock'))).toBe(false);
  });

  it('leaves what the next one can open', async () => {
    const dataDirectory = join(folder, 'again');
    const first = await launch(dataDirectory, []);

    first.kill('SIGTERM');
    const exit = await first.exited;
    const second = await launch(dataDirectory, []);
    const url = await second.url;
    second.kill('SIGTERM');
    await second.exited;

    expect(exit).toMatchObject({ code: 0, signal: null });
    expect(url).not.toBeNull();
    expect(await readdir(dataDirectory)).toEqual(['pgdata']);
  });
});
