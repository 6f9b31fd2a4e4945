import { onTestFinished } from 'vitest';
import { createUpstreamClient, type UpstreamClientOptions } from '../../../../src/provider/http/upstream-client.js';
import { startTestServer, type Answer } from '../test-server.js';

const NOW_MS = Date.parse('2026-03-02T09:00:00Z');

/** A server that answers so, and a client; both are closed after the test. */
export async function open(answer: Answer, options: UpstreamClientOptions = {}) {
  const server = await startTestServer(answer);
  const client = createUpstreamClient({ now: () => NOW_MS, ...options });
  onTestFinished(async () => {
    await Promise.all([client.close(), server.close()]);
  });
  return { server, client, origin: server.origin };
}

export const timeIsUp = () => new DOMException('The time is up.', 'TimeoutError');
