import { Agent, request } from 'undici';
import type { Started } from './started.js';

/** What clients got. */
export interface Gotten {
  /** Answers with status 200 and data. */
  answered: number;
  /** Any other answer: its status and the beginning of its body. */
  readonly refused: string[];
  /** Codes of requests without an answer. */
  readonly failed: string[];
  readonly latenciesMs: number[];
}

export interface Clients {
  readonly gotten: Gotten;
  /** Resolves when each client has ended: told to, or by a request without an answer. */
  stop(): Promise<Gotten>;
  readonly ended: Promise<unknown>;
}

export interface ClientsOptions {
  readonly count: number;
  readonly query: (client: number) => string;
  /** How long each waits between an answer and its next request; 0 unless told. */
  readonly pauseMs?: number;
}

/** Clients that ask again and again, over connections that they keep. */
export function startClients({ url, token }: Pick<Started, 'url' | 'token'>, options: ClientsOptions): Clients {
  const { count, query, pauseMs = 0 } = options;
  const agent = new Agent({ connections: count });
  const gotten: Gotten = { answered: 0, refused: [], failed: [], latenciesMs: [] };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const over = new AbortController();

  async function ask(body: string): Promise<void> {
    const startedAt = performance.now();
    const response = await request(`${url}/graphql`, { method: 'POST', headers, body, dispatcher: agent });
    const text = await response.body.text();
    gotten.latenciesMs.push(performance.now() - startedAt);
    if (response.statusCode === 200 && text.startsWith('{"data":{')) gotten.answered += 1;
    else gotten.refused.push(`${response.statusCode} ${text.slice(0, 300)}`);
  }

  async function run(client: number): Promise<void> {
    const body = JSON.stringify({ query: query(client) });
    try {
      while (!over.signal.aborted) {
        await ask(body);
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    } catch (error) {
      gotten.failed.push(String((error as NodeJS.ErrnoException).code ?? error));
    }
  }

  const ended = Promise.all(Array.from({ length: count }, (_, client) => run(client)));
  return {
    gotten,
    ended,
    async stop() {
      over.abort();
      await ended;
      await agent.close();
      return gotten;
    },
  };
}
