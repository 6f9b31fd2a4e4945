import type { Account } from '../world/accounts.js';

export type QuestionKind = 'list' | 'ticket' | 'typename';

/** What is asked of a server, before it is put into that server's words. */
export interface Question {
  readonly kind: QuestionKind;
  /** Whose tickets. */
  readonly account: Account;
  readonly ticketId: string;
  /** Which of many callers of the account's organisation asks; null for the account's user. */
  readonly caller: number | null;
}
