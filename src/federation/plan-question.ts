import { canSeeUser } from '../auth/visibility.js';
import type { Backend } from '../provider/backend.js';
import { ProviderError } from '../provider/provider-error.js';
import { isPredicate, type TicketFilter } from '../ticket/filter.js';
import type { Asking } from './asking.js';
import { planBackend, type BackendPlan } from './plan.js';

/**
 * The question for one backend, as `planBackend` has it. Where a backend finds a user's tickets by what the directory
 * knows, requests it makes, or fails at, would tell who is there: so it is asked only about people whom the viewer sees.
 */
export async function planQuestion(
  backend: Backend,
  filter: TicketFilter,
  asking: Asking,
): Promise<BackendPlan | null> {
  const { capabilities } = backend.provider;
  if (!capabilities.looksUpUsers || (await seesUsersOf(filter, asking))) {
    return planBackend(backend, asking.viewer, filter);
  }
  return planBackend(backend, asking.viewer, filter, {
    ...capabilities,
    filters: { ...capabilities.filters, user: {} },
  });
}

/** Who sees but their own tickets asks for nobody else's: that is contradicted by the rule. */
async function seesUsersOf(filter: TicketFilter, { viewer, directory, basis }: Asking): Promise<boolean> {
  const ids = filter.flatMap((condition) =>
    isPredicate(condition) && condition.field === 'user' && condition.operator === 'eq' ? [condition.value] : [],
  );
  if (ids.length === 0 || viewer.visibility !== 'ORGANIZATION') return true;
  try {
    const users = await directory.getUsers(ids);
    return ids.every((id) => canSeeUser(viewer, users.get(id) ?? { id, organizationId: null }));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    basis.keepToCaller();
    return false;
  }
}
