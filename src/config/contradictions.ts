import type { Problems } from './problems.js';
import type { Settings } from './settings.js';

/** Adds what each setting may be alone, but not beside the others. */
export function refuseContradictions({ http, limits, metrics, server }: Settings, problems: Problems): void {
  if (http.idleMs <= limits.deadlineMs) {
    problems.add(['http', 'idleMs'], 'must be more than limits.deadlineMs; connections would be cut before an answer');
  }
  if (metrics.port !== null && metrics.port !== 0 && metrics.port === server.port) {
    problems.add(['metrics', 'port'], 'must be another port than server.port; leave it out to serve /metrics there');
  }
  if (limits.pointsPerMinute > 0 && limits.pointsAtOnce < limits.queryComplexity) {
    const why = 'queries that are allowed would cost more than a caller can have';
    problems.add(['limits', 'pointsAtOnce'], `must be at least limits.queryComplexity; ${why}`);
  }
}
