import DataLoader from 'dataloader';
import { canSeeUser } from '../auth/visibility.js';
import type { Backend } from '../provider/backend.js';
import type { Directory } from '../provider/directory.js';
import { holdsForItsCallerAlone } from '../provider/nothing-left-error.js';
import { ProviderError } from '../provider/provider-error.js';
import type { Slots } from '../provider/provider.js';
import type { User } from '../ticket/people.js';
import { startMeter, type Asking } from './asking.js';
import { readInBatches } from './read-in-batches.js';

export type UserLoader = DataLoader<string, User | null>;

/**
 * People by user id: from the directory, else as carried along with a ticket, else from the backends that have
 * accounts. Null when there is nobody, or nobody the viewer may see.
 * @param carried people that came along with tickets in this request
 */
export function createUserLoader(asking: Asking, directory: Directory, carried: ReadonlyMap<string, User>): UserLoader {
  return new DataLoader<string, User | null>(async (ids) => {
    const askable = ids.filter((id) => mayBeSeen(id, asking));
    const known = await directory.getUsers(askable);
    const find = (id: string) => known.get(id) ?? carried.get(id) ?? null;
    // Who is hidden is looked for like nobody, or what comes of it would tell who is in the directory.
    const missing = askable.filter((id) => toVisible(id, find(id), asking) === null);
    const upstream = missing.length > 0 ? await readUpstream(missing, asking) : NOBODY;
    return ids.map((id) => {
      const answer = upstream.get(id) ?? null;
      return toVisible(id, answer instanceof ProviderError ? answer : (find(id) ?? answer), asking);
    });
  });
}

const NOBODY: ReadonlyMap<string, User> = new Map();

/** A token for one user's tickets sees that user only: nothing else is worth a call. */
function mayBeSeen(id: string, { viewer }: Asking): boolean {
  return viewer.visibility !== 'USER' || id === viewer.userId;
}

/** Nobody is judged as somebody would be: what is looked at of the viewer must not tell them from who is hidden. */
function toVisible(id: string, user: User | ProviderError | null, { viewer }: Asking): User | ProviderError | null {
  if (user instanceof ProviderError) return user;
  return canSeeUser(viewer, user ?? { id, organizationId: null }) ? user : null;
}

/** Asks every backend that has accounts. The first that knows the person counts, in the order of the configuration. */
async function readUpstream(ids: readonly string[], asking: Asking): Promise<Map<string, User | ProviderError>> {
  const found = new Map<string, User | ProviderError>();
  const answers = await Promise.all(
    asking.backends.map((backend) => (mayHoldVisible(backend, asking) ? readBackend(backend, ids, asking) : [])),
  );
  for (const slots of answers) {
    // Another backend may know the person all the same.
    if (slots.some((slot) => slot instanceof ProviderError)) asking.basis.keepToCaller();
    slots.forEach((slot, index) => {
      const id = ids[index];
      if (id === undefined || slot === null) return;
      const before = found.get(id);
      if (before === undefined || before instanceof ProviderError) found.set(id, slot);
    });
  }
  return found;
}

/**
 * A token for an organisation sees people whom the directory does not know only where the whole backend is its own.
 * Asking others would be in vain.
 */
function mayHoldVisible({ organizationId }: Backend, { viewer }: Asking): boolean {
  return viewer.visibility !== 'ORGANIZATION' || organizationId === viewer.organizationId;
}

async function readBackend(backend: Backend, ids: readonly string[], asking: Asking): Promise<Slots<User>> {
  const { provider } = backend;
  if (!provider.getUsers) return ids.map(() => null);
  const getUsers = provider.getUsers.bind(provider);
  const { call } = startMeter(asking, backend, { isById: true });
  const slots = await readInBatches(ids, backend, call, (batch) => getUsers(batch, call));
  return slots.map((slot) => (slot instanceof ProviderError ? toFailureOf(backend, slot) : slot));
}

/**
 * Whoever asks about a ticket of one backend has not asked for another: the failure says which one it is, and nothing of
 * how that was asked.
 */
function toFailureOf({ key }: Backend, error: ProviderError): ProviderError {
  const { code, retryAfterMs, notification, requestId } = error;
  const inTime = code === 'TIMEOUT' ? ' in time' : '';
  const message = holdsForItsCallerAlone(error) ? error.message : `${key} did not answer${inTime} who a user is.`;
  return new ProviderError(code, message, {
    retryAfterMs: retryAfterMs ?? undefined,
    notification: notification ?? undefined,
    requestId: requestId ?? undefined,
    backend: key,
    cause: error,
  });
}
