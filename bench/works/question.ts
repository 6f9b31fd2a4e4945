import type { Account } from '../world/accounts.js';

export type QuestionKind = 'list' | 'ticket' | 'typename';

/** Who asks. */
export interface Asker {
  /** Whose tickets. */
  readonly account: Account;
  /** Which of many callers of the account's organisation; null for the account's user. */
  readonly caller: number | null;
}

/** What is asked of a server, before it is put into that server's words. */
export interface Question extends Asker {
  readonly kind: QuestionKind;
  readonly ticketId: string;
}
