import { Gauge, type Registry } from 'prom-client';
import type { BackendHealth, BreakerState } from '../provider/provider.js';
import type { BackendStatus } from './backend-status.js';

const BREAKER: Readonly<Record<BreakerState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };
const HEALTH: Readonly<Record<BackendHealth, number>> = { DOWN: 0, DEGRADED: 1, HEALTHY: 2 };

/** What backends are like at the moment when somebody looks. */
export function createBackendGauges(
  registry: Registry,
  prefix: string,
  backends: () => readonly BackendStatus[],
): void {
  const registers = [registry];
  const health = new Gauge({
    name: `${prefix}backend_health`,
    help: 'How the last calls of a backend went: 2 healthy, 1 degraded, 0 down.',
    labelNames: ['backend'],
    registers,
    collect() {
      for (const { key, status } of backends()) health.set({ backend: key }, HEALTH[status.health]);
    },
  });
  const breakers = new Gauge({
    name: `${prefix}breaker_state`,
    help: 'Whether requests of a kind leave for an upstream: 0 closed, they do; 1 half open, one tries; 2 open, none does.',
    labelNames: ['backend', 'kind'],
    registers,
    collect() {
      for (const { key, status } of backends()) {
        for (const [kind, state] of Object.entries(status.breakers))
          breakers.set({ backend: key, kind }, BREAKER[state]);
      }
    },
  });
  const pauses = new Gauge({
    name: `${prefix}backend_paused_seconds`,
    help: 'For how long an upstream, or a part of it, is sent nothing because it asked for that; 0 where it did not.',
    labelNames: ['backend'],
    registers,
    collect() {
      for (const { key, status } of backends()) pauses.set({ backend: key }, status.pausedMs / 1000);
    },
  });
  createQuotaGauge('quota_limit', 'limit', 'Requests that the upstream allows in its window, where it says.');
  createQuotaGauge('quota_remaining', 'remaining', 'Requests left in the window of the upstream, where it says.');

  function createQuotaGauge(name: string, part: 'limit' | 'remaining', help: string): void {
    const gauge = new Gauge({
      name: `${prefix}${name}`,
      help,
      labelNames: ['backend'],
      registers,
      collect() {
        gauge.reset();
        for (const { key, status } of backends()) {
          const value = status.rateLimit?.[part] ?? null;
          if (value !== null) gauge.set({ backend: key }, value);
        }
      },
    });
  }
}
