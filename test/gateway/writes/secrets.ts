import type { Together } from '../../../src/simulators/together.js';

/** Everything that upstreams hold or are shown, and that no answer may hold. */
export function findSecrets({ evEnergy, moov, sirportly }: Together): readonly string[] {
  const { tickets, contacts } = sirportly.data;
  const sources = tickets.flatMap(({ source }) => (source?.type === 'ApiToken' ? [source.token, source.secret] : []));
  const { token, secret } = sirportly.credentials.account;
  const { publicKey, secretKey } = moov.credentials.platform;
  const planted = [
    ...tickets.map(({ authCode }) => authCode),
    ...contacts.map(({ pin }) => pin),
    ...sources,
    token,
    secret,
    publicKey,
    secretKey,
    toBasic(publicKey, secretKey),
    evEnergy.credentials.allAreas.clientSecret,
  ];
  return [...new Set(planted)];
}

/** Whether a text holds a secret: one of a few digits by itself, not as a part of some other number. */
export function holdsSecret(text: string, secret: string): boolean {
  return /^\d+$/.test(secret) ? new RegExp(`(?<![\\d.])${secret}(?!\\d)`).test(text) : text.includes(secret);
}

/** What follows `Basic ` in a header. */
export function toBasic(name: string, password: string): string {
  return Buffer.from(`${name}:${password}`).toString('base64');
}
