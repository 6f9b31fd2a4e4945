import type { LoadGenerator } from '../load/client.js';
import type { Load, Order } from '../load/order.js';
import { readCpuMs, readResidentMib } from '../process/usage.js';
import type { Server } from '../servers/server.js';
import type { Upstream } from '../upstream/client.js';
import type { Work } from '../works/works.js';
import { median, quantile } from './quantile.js';

/** What one server did in one round, or in the middle of several. */
export interface Figures {
  readonly queriesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server's process for each query. */
  readonly cpuMs: number;
  readonly callsPerQuery: number;
  readonly residentMib: number;
  /** How busy the core of the upstream and the load was, 0 to 1: near 1 it is that core that was measured. */
  readonly restBusy: number;
}

export interface Equipment {
  readonly upstream: Upstream;
  readonly load: LoadGenerator;
}

export interface Round {
  readonly work: Work;
  readonly seconds: number;
  readonly delayMs: number;
  /** Null: as fast as it answers. */
  readonly perSecond: number | null;
}

/** Lets a server under load for a while. @throws Error when one answer was not whole */
export async function measureRound(server: Server, round: Round, equipment: Equipment): Promise<Figures> {
  const { upstream, load } = equipment;
  const { work, delayMs, ...pace } = round;
  const readRest = () => readCpuMs(upstream.child.pid) + readCpuMs(load.child.pid);
  const asks = work.plan.map((questions) => questions.map((question) => server.toAsk(question)));
  await upstream.take(delayMs);
  const [cpuBefore, restBefore] = [readCpuMs(server.child.pid), readRest()];
  const order = { url: server.url, asks, ...pace, ticketsPerAnswer: work.ticketsPerAnswer };
  const { queries, seconds, latenciesMs } = await runLoad(server, order, load);
  const [cpuAfter, restAfter] = [readCpuMs(server.child.pid), readRest()];
  const calls = await upstream.take(0);
  checkCalls(server, work, calls, queries);
  const sorted = latenciesMs.toSorted();
  return {
    queriesPerSecond: queries / seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    cpuMs: (cpuAfter - cpuBefore) / queries,
    callsPerQuery: calls / queries,
    residentMib: readResidentMib(server.child.pid),
    restBusy: (restAfter - restBefore) / (seconds * 1000),
  };
}

/** @throws Error with what the server said, when one answer was not whole */
async function runLoad({ name, child }: Server, order: Order, load: LoadGenerator): Promise<Load> {
  const result = await load.run(order);
  if (result.problem === null) return result;
  throw new Error(`${name} does not answer as it should: ${result.problem}\n${child.output()}`);
}

/** What one server spares another must not. @throws Error */
function checkCalls({ name }: Server, { name: work, callsPerQuery }: Work, calls: number, queries: number): void {
  if (callsPerQuery === null || calls === callsPerQuery * queries) return;
  throw new Error(
    `${name} made ${calls} upstream calls for ${queries} queries (${work}), not ${callsPerQuery} for each.`,
  );
}

/** The median of each figure. */
export function toMedian(rounds: readonly Figures[]): Figures {
  const of = (name: keyof Figures) => median(rounds.map((round) => round[name]));
  return {
    queriesPerSecond: of('queriesPerSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMs: of('cpuMs'),
    callsPerQuery: of('callsPerQuery'),
    residentMib: of('residentMib'),
    restBusy: of('restBusy'),
  };
}
