import { CATEGORIES } from './local-topics.js';
import type { Simulated } from './simulated.js';

/** The backends of the demo, as a configuration file would have them. */
export function toBackends({ 'ev-energy': evEnergy, moov, sirportly }: Simulated) {
  const { baseUrl, tokenUrl, credentials } = evEnergy;
  const { clientId, clientSecret } = credentials.allAreas;
  const { token, secret, agent, companies } = sirportly;
  const { partnerAccountId, publicKey, secretKey } = moov;
  return [
    { key: 'local', provider: 'local', displayName: 'Service desk', categories: CATEGORIES },
    { key: 'ev-energy', provider: 'ev-energy', displayName: 'ev.energy', baseUrl, tokenUrl, clientId, clientSecret },
    {
      key: 'moov',
      provider: 'moov',
      displayName: 'Moov',
      baseUrl: moov.baseUrl,
      partnerAccountId,
      publicKey,
      secretKey,
      accounts: moov.accounts.map(toAccount),
    },
    {
      key: 'sirportly',
      provider: 'sirportly',
      displayName: 'Sirportly',
      baseUrl: sirportly.baseUrl,
      token,
      secret,
      agent,
      companies,
    },
  ];
}

function toAccount({ accountId, userId, organizationId }: Simulated['moov']['accounts'][number]) {
  return {
    accountId,
    ...(userId !== null && { user: userId }),
    ...(organizationId !== null && { organization: organizationId }),
  };
}
