import { withKeptAnswers, type KeptAnswersOptions } from '../../../../src/provider/http/kept-answers.js';
import type { Call } from '../../../../src/provider/provider.js';
import { createCall, get } from '../calls.js';
import { json, type Received } from '../test-server.js';
import { open } from './open.js';

export const NOW = '2026-03-02T09:00:00.000Z';
export const FRESH_MS = 1000;

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** An upstream that numbers its answers. */
export async function openSharing(
  options: Partial<KeptAnswersOptions> = {},
  reply: (received: Received) => Reply = () => ({ status: 200 }),
) {
  const clock = { now: Date.parse(NOW) };
  const gates: Promise<void>[] = [];
  let answered = 0;
  const { client, server, origin } = await open(
    (received, response) => {
      const { status, headers = {}, body = { target: received.target, number: (answered += 1) } } = reply(received);
      void (gates.shift() ?? Promise.resolve()).then(() =>
        status === 304 ? response.writeHead(304, headers).end() : json(status, body, headers)(received, response),
      );
    },
    { readAttempts: 1, now: () => clock.now },
  );
  const usual = { freshMs: FRESH_MS, staleMs: 60_000, keptBytes: 1_000_000 };
  const kept = withKeptAnswers(client, { ...usual, ...options, now: () => clock.now });

  function sharing() {
    const ages: string[] = [];
    const counting = createCall();
    const call: Call = { ...counting, onShared: (asOf) => ages.push(asOf) };
    return { call, ages, requests: counting.requests };
  }

  return {
    client,
    kept,
    origin,
    clock,
    server,
    sharing,
    /** What a call for which a shared answer will do is given, how old it was told to be, and the requests that it made. */
    async send(target: string, rest: Parameters<typeof get>[2] = {}) {
      const { call, ages, requests } = sharing();
      const { status, body } = await kept.send(get(origin, target, rest), call);
      return { status, body, ages, requests: requests() };
    },
    /** Holds back the answer to the next request that comes, until it is released. */
    hold() {
      let release = () => {};
      gates.push(new Promise<void>((resolve) => (release = resolve)));
      return () => release();
    },
    /** Whether there is nothing even for who would take what is old, out of order as the upstream is from now on. */
    async keepsNothing(target: string) {
      await server.close();
      const stale = { ...createCall(), onStale: () => undefined };
      while (kept.status().breakers['read'] === 'CLOSED')
        await Promise.allSettled([kept.send(get(origin, '/x'), stale)]);
      const [outcome] = await Promise.allSettled([kept.send(get(origin, target), stale)]);
      return outcome.status === 'rejected';
    },
  };
}
