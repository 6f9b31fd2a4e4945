import type { EvEnergyData, EvEnergyPerson } from './model.js';
import type { Visibility } from './visibility.js';

/** Scopes every simulated application is granted. */
export const grantedScopes = ['support:read', 'support:write', 'user:read'] as const;

export type Scope = (typeof grantedScopes)[number];

/** What an OAuth application authenticates with. */
export interface ClientCredential {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** One application of each kind: for a single user, for an organisation, and for all areas. */
export interface EvEnergyCredentials {
  readonly user: ClientCredential & { readonly userId: string };
  readonly organization: ClientCredential & { readonly organizationId: string };
  readonly allAreas: ClientCredential;
}

/** An application the token endpoint knows. */
export interface ClientApplication extends ClientCredential {
  readonly visibility: Visibility;
}

/** Whom the first two credentials stand for. */
export interface CredentialHolders {
  readonly userId?: string;
  readonly organizationId?: string;
}

/**
 * Makes the three credentials. Without a named holder the user is the first who
 * belongs to an organisation, and the organisation is that user's.
 * @throws RangeError when a holder is not in the data
 */
export function createCredentials(data: EvEnergyData, holders: CredentialHolders): EvEnergyCredentials {
  const user = findUser(data.users, holders.userId);
  const organizationId = holders.organizationId ?? user?.organizationId;
  const organization = data.organizations.find(({ id }) => id === organizationId);
  if (!user || !organization) {
    throw new RangeError('The credentials need a user and an organisation that are in the data.');
  }
  return {
    user: { ...credential('user'), userId: user.id },
    organization: { ...credential('organization'), organizationId: organization.id },
    allAreas: credential('all-areas'),
  };
}

export function toApplications(credentials: EvEnergyCredentials): readonly ClientApplication[] {
  const { user, organization, allAreas } = credentials;
  return [
    { ...user, visibility: { kind: 'user', userId: user.userId } },
    {
      ...organization,
      visibility: { kind: 'organization', organizationId: organization.organizationId },
    },
    { ...allAreas, visibility: { kind: 'all' } },
  ];
}

function findUser(users: readonly EvEnergyPerson[], userId: string | undefined): EvEnergyPerson | undefined {
  if (userId === undefined) return users.find((user) => user.organizationId !== null);
  return users.find((user) => user.id === userId);
}

function credential(name: string): ClientCredential {
  return { clientId: `simulated-${name}-client`, clientSecret: `simulated-${name}-secret` };
}
