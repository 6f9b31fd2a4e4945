import { createWorld, type World, type WorldOptions } from '../gateway/world.js';
import { listen, type Listening } from '../../src/http/server.js';
import type { HttpLimits } from '../../src/http/limits.js';
import { exchange, toBytes, type RawRequest, type Reply } from './raw.js';

/** A gateway that listens, with somebody who may see everything. */
export interface ListeningWorld {
  readonly world: World;
  readonly server: Listening;
  readonly port: number;
  readonly token: string;
  /** Sends a request with the token over a socket of its own. */
  send(request: RawRequest): Promise<Reply>;
  /** Whether an ordinary query is answered. */
  answersHonestQuery(): Promise<boolean>;
  close(): Promise<void>;
}

export async function createListeningWorld(
  options: WorldOptions = {},
  limits: Partial<HttpLimits> = {},
): Promise<ListeningWorld> {
  const world = await createWorld({ tickets: 5, bounds: 'default', ...options });
  const server = await listen(world.gateway.handle, { host: '127.0.0.1', port: 0, onError: () => {}, limits });
  const token = await world.token({ scope: 'support:read support:write access_all_areas' });
  const port = Number(new URL(server.url).port);
  const send = (request: RawRequest) => exchange(port, toBytes(request, token));
  return {
    world,
    server,
    port,
    token,
    send,
    async answersHonestQuery() {
      const query = '{ tickets(first: 2) { nodes { id subject } } }';
      const { status, body } = await send({ body: JSON.stringify({ query }) });
      const answer = JSON.parse(body) as { data?: { tickets: { nodes: unknown[] } }; errors?: unknown };
      return status === 200 && !answer.errors && answer.data?.tickets.nodes.length === 2;
    },
    async close() {
      await server.stop(1000);
      await world.close();
    },
  };
}
