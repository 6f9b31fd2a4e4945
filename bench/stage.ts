import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoadGenerator } from './load/client.js';
import type { Equipment } from './measure/round.js';
import type { Child } from './process/child.js';
import { chooseCores } from './process/cores.js';
import { startServer, type ServerName } from './servers/index.js';
import type { Server } from './servers/server.js';
import { startUpstream } from './upstream/client.js';

/** All processes of a run. */
export interface Stage {
  readonly equipment: Equipment;
  start(name: ServerName): Promise<Server>;
  /** Stops everything, and removes what was written. */
  close(): Promise<void>;
}

/** @param node path of the Node.js binary of the servers and the upstream */
export async function openStage(node: string): Promise<Stage> {
  const cores = chooseCores();
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-bench-'));
  const children: Child[] = [];
  const keep = <T extends { readonly child: Child }>(started: T): T => {
    children.push(started.child);
    return started;
  };
  const close = async () => {
    await Promise.all(children.map((child) => child.stop()));
    await rm(folder, { recursive: true, maxRetries: 3 });
  };
  try {
    const upstream = keep(await startUpstream(node, cores.rest));
    const load = keep(startLoadGenerator(cores.rest));
    const surroundings = { node, core: cores.server, upstream: upstream.url, folder };
    return { equipment: { upstream, load }, start: async (name) => keep(await startServer(name, surroundings)), close };
  } catch (error) {
    await close();
    throw error;
  }
}
