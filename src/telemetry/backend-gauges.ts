import { Gauge, type Registry } from 'prom-client';
import type { BackendHealth, BreakerState, ProviderStatus } from '../provider/provider.js';
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
  createGauge(
    'backend_health',
    'How the last calls of a backend went: 2 healthy, 1 degraded, 0 down.',
    ({ health }) => HEALTH[health],
  );
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
  createGauge(
    'backend_paused_seconds',
    'For how long an upstream, or a part of it, is sent nothing because it asked for that; 0 where it did not.',
    ({ pausedMs }) => pausedMs / 1000,
  );
  createGauge(
    'quota_limit',
    'Requests that the upstream allows in its window, where it says.',
    ({ rateLimit }) => rateLimit?.limit ?? null,
  );
  createGauge(
    'quota_remaining',
    'Requests left in the window of the upstream, where it says.',
    ({ rateLimit }) => rateLimit?.remaining ?? null,
  );

  /** One figure of each backend that has it. */
  function createGauge(name: string, help: string, toValue: (status: ProviderStatus) => number | null): void {
    const gauge = new Gauge({
      name: `${prefix}${name}`,
      help,
      labelNames: ['backend'],
      registers,
      collect() {
        gauge.reset();
        for (const { key, status } of backends()) {
          const value = toValue(status);
          if (value !== null) gauge.set({ backend: key }, value);
        }
      },
    });
  }
}
