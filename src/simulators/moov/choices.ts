/** What the simulator does where Moov's reference is silent or contradicts itself. */
export interface MoovChoices {
  /** What `expires_in` of a token is: seconds from now, or a Unix time in seconds. */
  readonly expiresIn: 'seconds' | 'timestamp';
  /** What a token request with a wrong key is answered; the reference lists no 401 there. */
  readonly wrongKeyStatus: number;
  /** Tickets for a request of a version before `v2025.07.00`, or of none. */
  readonly olderVersions: 'serve' | 'not-found';
  /** Closing a closed ticket: 409, or 200 with the ticket. */
  readonly closingClosed: 'conflict' | 'succeed';
  /** Creating with a `foreignID` that the account has used: 409, or another ticket. */
  readonly repeatedForeignID: 'conflict' | 'allow';
  /** A `count` below 1 or above 1000: 400, or the nearest one in range. */
  readonly countOutOfRange: 'refuse' | 'clamp';
}

export const defaultChoices: MoovChoices = {
  expiresIn: 'timestamp',
  wrongKeyStatus: 400,
  olderVersions: 'serve',
  closingClosed: 'conflict',
  repeatedForeignID: 'conflict',
  countOutOfRange: 'refuse',
};
