import { canSeeTicket, limitToReadableMessages, toVisibleFilter } from '../auth/visibility.js';
import type { Viewer } from '../auth/viewer.js';
import type { Backend } from '../provider/backend.js';
import type { Capabilities } from '../provider/capabilities.js';
import { contradicts, pushDown, simplify, toName, type Constants, type PushedDown } from '../provider/push-down.js';
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
 * @param capabilities less than the backend has, where using them would tell too much
 */
export function planBackend(
  backend: Backend,
  viewer: Viewer,
  filter: TicketFilter,
  capabilities: Capabilities = backend.provider.capabilities,
): BackendPlan | null {
  const rule = ruleOf(backend, viewer);
  const readable = limitToReadableMessages(viewer, filter);
  const asked = readable.length > 0 ? simplify(readable, tellableConstants(backend, viewer)) : readable;
  const left = rule && asked && [...rule, ...asked];
  if (!left || contradicts(left)) return null;
  const { pushed, remaining } = pushDown(left, capabilities);
  const own = new Set(toVisibleFilter(viewer).map(toName));
  return {
    backend,
    filter: left,
    pushed,
    remaining,
    readsHidden: remaining.some((condition) => own.has(toName(condition))),
  };
}

/** False when the viewer can see no ticket of the backend, so that it need not be asked for one. */
export function mayShow(backend: Backend, viewer: Viewer): boolean {
  return ruleOf(backend, viewer) !== null;
}

/** What the viewer may see there, as a question; null when it is nothing. */
function ruleOf(backend: Backend, viewer: Viewer): TicketFilter | null {
  return simplify(toVisibleFilter(viewer), constantsOf(backend));
}

function constantsOf({ key, provider, organizationId, owners }: Backend): Constants {
  return { backend: key, provider: provider.kind, organization: organizationId, owners };
}

/** Whom else a backend is for is no caller's to find out by asking for their tickets and being told that it was skipped. */
function tellableConstants(backend: Backend, viewer: Viewer): Constants {
  const { backend: key, provider, organization, owners } = constantsOf(backend);
  const isOwn = viewer.visibility === 'ALL' || organization === viewer.organizationId;
  return {
    backend: key,
    provider,
    organization: isOwn ? organization : null,
    owners: owners?.filter((owner) => canSeeTicket(viewer, owner)) ?? null,
  };
}
