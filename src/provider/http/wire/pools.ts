import { Pool, type Dispatcher } from 'undici';

export interface PoolOptions {
  /** Open connections to one origin, at most. */
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
}

/** Kept-alive connections, a pool for each origin. */
export interface Pools {
  get(origin: string): Dispatcher;
  /** Ends every connection; requests under way and later ones fail. */
  close(): Promise<void>;
}

export function createPools({ maxConnections, connectTimeoutMs }: PoolOptions): Pools {
  const pools = new Map<string, Pool>();
  const options: Pool.Options = { connections: maxConnections, connect: { timeout: connectTimeoutMs } };
  let closed = false;

  function open(origin: string): Pool {
    const pool = new Pool(origin, options);
    pools.set(origin, pool);
    // A pool opened after `close` only serves to refuse.
    if (closed) void pool.destroy();
    return pool;
  }

  return {
    get: (origin) => pools.get(origin) ?? open(origin),
    async close() {
      closed = true;
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}
