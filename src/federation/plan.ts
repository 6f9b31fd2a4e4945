import { limitToReadableMessages, toTicketFilter } from '../auth/visibility.js';
import type { Viewer } from '../auth/viewer.js';
import type { Backend } from '../provider/backend.js';
import { pushDown, simplify, type PushedDown } from '../provider/push-down.js';
import type { TicketFilter } from '../ticket/filter.js';

/** How one backend is asked. */
export interface BackendPlan extends PushedDown {
  readonly backend: Backend;
}

/**
 * The question for one backend: what the viewer may see AND the caller's filter, split by what the upstream evaluates.
 * Null when no ticket there can pass, so that no call is made. The viewer's part comes first: it is pushed before all.
 */
export function planBackend(backend: Backend, viewer: Viewer, filter: TicketFilter): BackendPlan | null {
  const whole = [...toTicketFilter(viewer), ...limitToReadableMessages(viewer, filter)];
  const left = simplify(whole, constantsOf(backend));
  return left && { backend, ...pushDown(left, backend.provider.capabilities) };
}

function constantsOf({ key, provider, organizationId }: Backend) {
  return { backend: key, provider: provider.kind, organization: organizationId };
}
