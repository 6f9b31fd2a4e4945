import { limitToReadableMessages, toTicketFilter } from '../auth/visibility.js';
import type { Viewer } from '../auth/viewer.js';
import type { Backend } from '../provider/backend.js';
import { pushDown, simplify, toName, type PushedDown } from '../provider/push-down.js';
import type { TicketFilter } from '../ticket/filter.js';

/** How one backend is asked. */
export interface BackendPlan extends PushedDown {
  readonly backend: Backend;
  /** The whole question. */
  readonly filter: TicketFilter;
  /** The upstream cannot evaluate what the viewer may see, so tickets of others are read and dropped here. */
  readonly readsHidden: boolean;
}

/**
 * The question for one backend: what the viewer may see AND the caller's filter, split by what the upstream evaluates.
 * Null when no ticket there can pass, so that no call is made. The viewer's part comes first: it is pushed before all.
 */
export function planBackend(backend: Backend, viewer: Viewer, filter: TicketFilter): BackendPlan | null {
  const whole = [...toTicketFilter(viewer), ...limitToReadableMessages(viewer, filter)];
  const left = simplify(whole, constantsOf(backend));
  if (!left) return null;
  const split = pushDown(left, backend.provider.capabilities);
  const own = new Set(toTicketFilter(viewer).map(toName));
  return {
    backend,
    filter: left,
    ...split,
    readsHidden: split.remaining.some((condition) => own.has(toName(condition))),
  };
}

function constantsOf({ key, provider, organizationId, owners }: Backend) {
  return { backend: key, provider: provider.kind, organization: organizationId, owners };
}
