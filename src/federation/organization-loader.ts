import DataLoader from 'dataloader';
import type { Directory } from '../provider/directory.js';
import { ProviderError } from '../provider/provider-error.js';
import type { Organization } from '../ticket/people.js';
import type { Asking } from './asking.js';
import type { UserLoader } from './user-loader.js';

export type OrganizationLoader = DataLoader<string, Organization | null>;

/**
 * Organisations by id. Visible are the caller's own, by token or by the directory, and all of them to visibility ALL.
 * One that only a backend's configuration names goes by its id.
 */
export function createOrganizationLoader(asking: Asking, directory: Directory, users: UserLoader): OrganizationLoader {
  const configured = new Set(asking.backends.map(({ organizationId }) => organizationId));
  const unnamed = (id: string) => (configured.has(id) ? { id, name: id } : null);
  return new DataLoader<string, Organization | null>(async (ids) => {
    const undecided = ids.filter((id) => !isVisibleByToken(id, asking));
    const membership = undecided.length > 0 ? await loadMembership(asking, users) : null;
    const visible = ids.filter((id) => !undecided.includes(id) || id === membership);
    const known = await directory.getOrganizations(visible);
    const hidden = membership instanceof ProviderError ? membership : null;
    return ids.map((id) => (visible.includes(id) ? (known.get(id) ?? unnamed(id)) : hidden));
  });
}

function isVisibleByToken(id: string, { viewer }: Asking): boolean {
  return viewer.visibility === 'ALL' || id === viewer.organizationId;
}

/** The caller's organisation by the directory, or the error that kept us from knowing it. */
async function loadMembership({ viewer }: Asking, users: UserLoader): Promise<string | null | ProviderError> {
  if (viewer.userId === null) return null;
  try {
    return (await users.load(viewer.userId))?.organizationId ?? null;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
}
