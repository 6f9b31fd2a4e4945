import { toUuid } from './ids.js';

/** An account of the upstream, and whose it is: each is of one organisation and one user. */
export interface Account {
  readonly id: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly fullName: string };
}

const ACCOUNTS = 200;
const FIRST_NAMES = ['Amelia', 'Ben', 'Chiara', 'Dev', 'Elif', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas'];
const LAST_NAMES = ['Hughes', 'Okafor', 'Rossi', 'Patel', 'Yilmaz', 'Adeyemi', 'Lindqvist', 'Moreau', 'Costa', 'Weber'];

export const accounts: readonly Account[] = Array.from({ length: ACCOUNTS }, (_, index) => ({
  id: toUuid('account', index),
  organization: { id: toUuid('organization', index), name: `Organisation ${index}` },
  user: { id: toUuid('user', index), fullName: toFullName(index) },
}));

/** The names that the peers keep in memory, by account; the gateway has them in its directory. */
export const userNames: ReadonlyMap<string, string> = new Map(accounts.map(({ id, user }) => [id, user.fullName]));

function toFullName(index: number): string {
  const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
  const last = LAST_NAMES[Math.floor(index / FIRST_NAMES.length) % LAST_NAMES.length] ?? '';
  return `${first} ${last} ${index}`;
}
