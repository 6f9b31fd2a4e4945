import type { Server } from '../servers/server.js';
import { measureRound, type Equipment, type Round } from './round.js';

/** Length of a round. */
const SECONDS = 2;
/** A round is cheaper than others if it takes less than this part of the cheapest of them. */
const CHEAPER = 0.98;
/** Rounds in a row that are no cheaper, until a server counts as warm. */
const STEADY_ROUNDS = 2;

/**
 * Loads a server until its processor time for each query no longer falls: three rounds of two seconds at least.
 * @param mostSeconds after which it counts as warm in any case
 * @returns how long it took, in seconds
 * @throws Error when one answer was not whole
 */
export async function warmUp(server: Server, round: Round, equipment: Equipment, mostSeconds: number): Promise<number> {
  const seconds = Math.min(SECONDS, mostSeconds);
  let leastMs = Number.POSITIVE_INFINITY;
  let passed = 0;
  for (let steady = 0; steady < STEADY_ROUNDS && passed < mostSeconds; passed += seconds) {
    const { cpuMs } = await measureRound(server, { ...round, seconds }, equipment);
    steady = cpuMs < leastMs * CHEAPER ? 0 : steady + 1;
    leastMs = Math.min(leastMs, cpuMs);
  }
  return passed;
}
