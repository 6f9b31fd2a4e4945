import type { Random } from '../http/random.js';
import { createToken } from './credentials.js';
import type { SirportlySource } from './model.js';

/** Where tickets come from, the commonest twice. */
export function createSources(random: Random): readonly (SirportlySource | null)[] {
  const address: SirportlySource = {
    type: 'IncomingAddress',
    id: 1,
    name: 'Northgate Support',
    address: 'help@northgate.example',
  };
  const api: SirportlySource = { type: 'ApiToken', id: 1, name: 'Portal', ...createToken(random) };
  return [address, address, api, api, null];
}

/** What the updates of a ticket from there say of themselves. */
export function messageSourceOf(source: SirportlySource | null): string {
  if (source === null) return 'web';
  return source.type === 'ApiToken' ? 'api' : 'email';
}
