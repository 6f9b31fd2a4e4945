import { createRandom, type Random } from '../http/random.js';

/** A token of the account: it sees everything and has no user behind it. */
export interface AccountCredentials {
  /** A UUID. */
  readonly token: string;
  /** 50 letters and digits. */
  readonly secret: string;
}

/** A token that acts for one member of staff through one registered application. */
export interface UserCredentials extends AccountCredentials {
  readonly application: string;
  readonly username: string;
}

export interface SirportlyCredentials {
  readonly account: AccountCredentials;
  readonly user: UserCredentials;
}

const secretLength = 50;
const secretLetters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

/** The same ones every time. */
export function createCredentials(username: string): SirportlyCredentials {
  const random = createRandom(403);
  return {
    account: createToken(random),
    user: { ...createToken(random), application: createUuid(random), username },
  };
}

/** A token and secret of the form the API uses. */
export function createToken(random: Random): AccountCredentials {
  const secret = Array.from({ length: secretLength }, () => random.pick(secretLetters)).join('');
  return { token: createUuid(random), secret };
}

function createUuid(random: Random): string {
  return '########-####-4###-8###-############'.replaceAll('#', () => random.integer(0, 15).toString(16));
}
