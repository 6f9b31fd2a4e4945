import type { EvEnergySimulator } from './ev-energy/index.js';
import type { MoovSimulator } from './moov/index.js';
import type { SirportlySimulator } from './sirportly/index.js';
import type { OwnedAccount } from './together.js';

type Named = { readonly id: string; readonly name: string };

/** What `simulate ev-energy --json` prints, in one line; the same for the others below. */
export function describeEvEnergy({ url, baseUrl, tokenUrl, credentials, data }: EvEnergySimulator) {
  const { users, organizations } = data;
  return { provider: 'ev-energy', url, baseUrl, tokenUrl, credentials, users, organizations } as const;
}

export function describeMoov({ url, baseUrl, credentials }: MoovSimulator, accounts: readonly OwnedAccount[]) {
  const { accountId: partnerAccountId, publicKey, secretKey } = credentials.platform;
  return { provider: 'moov', url, baseUrl, partnerAccountId, publicKey, secretKey, accounts } as const;
}

/** @param organizations whose names the contacts' companies are */
export function describeSirportly(
  { url, baseUrl, credentials, data }: SirportlySimulator,
  organizations: readonly Named[],
) {
  const companies = Object.fromEntries(organizations.map(({ id, name }) => [name, id]));
  const [agent] = data.users.map(({ username }) => username);
  return { provider: 'sirportly', url, baseUrl, ...credentials.account, agent, companies } as const;
}

type Simulated =
  ReturnType<typeof describeEvEnergy> | ReturnType<typeof describeMoov> | ReturnType<typeof describeSirportly>;

/** What a person is shown, by the names of the settings. */
export function toText(simulated: Simulated): string {
  switch (simulated.provider) {
    case 'ev-energy':
      return toEvEnergyText(simulated);
    case 'moov':
      return `Moov simulator: baseUrl ${simulated.baseUrl}
  publicKey ${simulated.publicKey}, secretKey ${simulated.secretKey}
${simulated.accounts.map(toAccountText).join('\n')}
`;
    case 'sirportly':
      return `Sirportly simulator: baseUrl ${simulated.baseUrl}
  token ${simulated.token}, secret ${simulated.secret}, agent ${simulated.agent}
  companies ${JSON.stringify(simulated.companies)}
`;
  }
}

function toEvEnergyText({ baseUrl, tokenUrl, credentials }: ReturnType<typeof describeEvEnergy>): string {
  const { user, organization, allAreas } = credentials;
  return `ev.energy simulator: baseUrl ${baseUrl}, tokenUrl ${tokenUrl}
  one user's tickets         clientId ${user.clientId}, clientSecret ${user.clientSecret} (${user.userId})
  one organisation's tickets clientId ${organization.clientId}, clientSecret ${organization.clientSecret} (${organization.organizationId})
  all areas                  clientId ${allAreas.clientId}, clientSecret ${allAreas.clientSecret}
`;
}

function toAccountText({ accountId, userId, organizationId }: OwnedAccount): string {
  return `  account ${accountId} of ${userId ?? organizationId}`;
}
