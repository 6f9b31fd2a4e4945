import { afterEach } from 'vitest';
import {
  createUpstreamClient,
  type UpstreamClient,
  type UpstreamClientOptions,
} from '../../../../src/provider/http/upstream-client.js';
import { startTestServer, type Answer, type TestServer } from '../test-server.js';

const NOW_MS = Date.parse('2026-03-02T09:00:00Z');
export const opened: (TestServer | UpstreamClient)[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

/** A server that answers so, and a client; both are closed after the test. */
export async function open(answer: Answer, options: UpstreamClientOptions = {}) {
  const server = await startTestServer(answer);
  const client = createUpstreamClient({ now: () => NOW_MS, ...options });
  opened.push(client, server);
  return { server, client, origin: server.origin };
}

export const timeIsUp = () => new DOMException('The time is up.', 'TimeoutError');
