import { accounts, type Account } from '../world/accounts.js';
import { TICKETS_PER_ACCOUNT, toTicketId } from '../world/tickets.js';
import type { Question, QuestionKind } from './question.js';

/** For each connection the questions that it repeats in turn. */
export type Plan = readonly (readonly Question[])[];

/** Every connection has accounts of its own, so that no two requests under way ask for the same. */
export function planAlone(kind: QuestionKind, connections: number): Plan {
  return planFor(connections, (connection) =>
    everyNth(accounts, connection, connections).map((account, turn) => toQuestion(kind, account, turn, null)),
  );
}

const CALLERS = 1000;
const HOT_ACCOUNTS = 4;

/** A thousand callers, each with a token of its own, of four organisations: so they all want the same four pages. */
export function planShared(connections: number): Plan {
  const callers = Array.from({ length: CALLERS }, (_, caller) => caller);
  const hot = accounts.slice(0, HOT_ACCOUNTS);
  return planFor(connections, (connection) =>
    everyNth(callers, connection, connections).flatMap((caller) => {
      const account = hot[caller % hot.length];
      return account ? [toQuestion('list', account, 0, caller)] : [];
    }),
  );
}

function planFor(connections: number, toQuestions: (connection: number) => readonly Question[]): Plan {
  return Array.from({ length: connections }, (_, connection) => toQuestions(connection));
}

function everyNth<T>(values: readonly T[], first: number, step: number): readonly T[] {
  return values.filter((_, index) => index % step === first);
}

function toQuestion(kind: QuestionKind, account: Account, turn: number, caller: number | null): Question {
  return { kind, account, ticketId: toTicketId(account, (turn * 7) % TICKETS_PER_ACCOUNT), caller };
}
