import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoadGenerator } from './load/client.js';
import type { Equipment } from './measure/round.js';
import { stopAll } from './process/child.js';
import { chooseCores } from './process/cores.js';
import { report } from './report/progress.js';
import { startGateway, type GatewayOptions } from './servers/gateway.js';
import { startProfiledGateway, startServer, startSharingGateway, type ServerName } from './servers/index.js';
import type { Server } from './servers/server.js';
import { startUpstream } from './upstream/client.js';
import { checkEqual } from './works/check-equal.js';

/** All processes of a run. */
export interface Stage {
  readonly equipment: Equipment;
  /** Removed after the run. */
  readonly folder: string;
  /** Starts servers that are kept for the whole run. @throws Error when one does not answer like the others */
  start(names: readonly ServerName[]): Promise<readonly Server[]>;
  /** The gateway that shares what it has read. @throws Error like `start` */
  startSharing(): Promise<Server>;
  /** The gateway with a profiler in it, which shares or not what it has read. @throws Error like `start` */
  startProfiled(isSharing: boolean): Promise<Server>;
  /** A gateway of other backends or callers, whose answers are for the caller to check. */
  startGateway(options: GatewayOptions): Promise<Server>;
}

/** Has some work done on a stage, and leaves nothing of it behind. @param node path of the Node.js binary of the servers and the upstream */
export async function onStage<T>(node: string, work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-bench-'));
  const clear = async () => {
    await stopAll();
    await rm(folder, { recursive: true, maxRetries: 3 });
  };
  const interrupt = () => void clear().finally(() => process.exit(1));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await work(await createStage(node, folder));
  } finally {
    await clear();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

async function createStage(node: string, folder: string): Promise<Stage> {
  const cores = chooseCores();
  const upstream = await startUpstream(node, cores.rest);
  const load = startLoadGenerator(cores.rest);
  const surroundings = { node, core: cores.server, upstream: upstream.url, folder };

  async function check(starting: Promise<Server>): Promise<Server> {
    const server = await starting;
    await checkEqual(server, upstream);
    report(`${server.name} listens, and answers as it should`);
    return server;
  }

  return {
    equipment: { upstream, load },
    folder,
    async start(names) {
      const servers: Server[] = [];
      for (const name of names) servers.push(await check(startServer(name, surroundings)));
      return servers;
    },
    startSharing: () => check(startSharingGateway(surroundings)),
    startProfiled: (isSharing) => check(startProfiledGateway(isSharing, surroundings)),
    startGateway: (options) => startGateway(options, surroundings),
  };
}
