import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { json } from '../test-server.js';
import { open } from './open.js';

const CLIENT = fileURLToPath(new URL('../../../../dist/modules/provider/http/upstream-client.js', import.meta.url));

describe('a process that waits for nothing but the next try of a read', () => {
  it('stays until the read is over', async () => {
    const { origin, server } = await open(json(503, {}));
    const program = `
      const { createUpstreamClient } = await import(${JSON.stringify(CLIENT)});
      const client = createUpstreamClient({ random: () => 1 });
      const request = { method: 'GET', url: new URL(${JSON.stringify(origin)}), template: '/' };
      const call = { signal: new AbortController().signal, onUpstreamRequest() {} };
      await client.send(request, call).catch(({ code }) => console.log(code));`;

    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);

    expect([stdout.trim(), server.log().length]).toEqual(['UNAVAILABLE', 3]);
  });
});
