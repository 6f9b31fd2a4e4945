import DataLoader from 'dataloader';
import type { Directory } from '../provider/directory.js';
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
  return new DataLoader(async (ids) => {
    const own = await ownOrganizations(asking, users);
    const visible = ids.filter((id) => own === 'ALL' || own.has(id));
    const known = await directory.getOrganizations(visible);
    const unnamed = (id: string) => (visible.includes(id) && configured.has(id) ? { id, name: id } : null);
    return ids.map((id) => known.get(id) ?? unnamed(id));
  });
}

async function ownOrganizations({ viewer }: Asking, users: UserLoader): Promise<'ALL' | ReadonlySet<string>> {
  if (viewer.visibility === 'ALL') return 'ALL';
  const user = viewer.userId === null ? null : await users.load(viewer.userId);
  return new Set([viewer.organizationId, user?.organizationId ?? null].filter((id) => id !== null));
}
