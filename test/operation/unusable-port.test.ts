import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchGateway } from './started.js';

describe('a port in use', () => {
  let folder: string;
  let holder: Server;
  let port: number;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-port-'));
    holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    port = (holder.address() as AddressInfo).port;
  });
  afterAll(async () => {
    holder.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['server', () => ({ server: { port } })],
    ['metrics', () => ({ server: { port: 0 }, metrics: { port } })],
  ])('for %s ends the start before the store is touched, and is named', async (part, toSettings) => {
    const dataDirectory = join(folder, part);
    const backends = [{ key: 'desk', provider: 'local' }];

    const gateway = await launchGateway({ settings: { ...toSettings(), store: { dataDirectory }, backends } });
    const { code } = await gateway.exited;
    await gateway.dispose();

    expect(code).toBe(1);
    expect(gateway.log()).toEqual([{ line: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use: `) }]);
    expect(existsSync(dataDirectory)).toBe(false);
  });
});
