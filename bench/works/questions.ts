import { accounts, type Account } from '../world/accounts.js';
import { TICKETS_PER_ACCOUNT, toTicketId } from '../world/tickets.js';
import type { Question, QuestionKind } from './question.js';

/** For each connection the questions that it repeats in turn. */
export type Plan = readonly (readonly Question[])[];

/** @throws Error for a plan without any */
export function firstOf([connection]: Plan): Question {
  const [question] = connection ?? [];
  if (question) return question;
  throw new Error('Nothing is asked.');
}

/** Every connection has accounts of its own, so that no two requests under way ask for the same. */
export function planAlone(kind: QuestionKind, connections: number, among: readonly Account[] = accounts): Plan {
  return planFor(connections, (connection) =>
    everyNth(among, connection, connections).map((account, turn) => toQuestion(kind, account, turn, null)),
  );
}

export interface Crowd {
  readonly callers: number;
  /** They are of these accounts' organisations, in turn. */
  readonly hot: readonly Account[];
}

/** Callers with a token each, who all want the same few pages: those of the hot accounts. */
export function planShared(connections: number, { callers, hot }: Crowd): Plan {
  const questions = Array.from({ length: callers }, (_, caller) => caller).flatMap((caller) => {
    const account = hot[caller % hot.length];
    return account ? [toQuestion('list', account, 0, caller)] : [];
  });
  // Of fewer callers than connections, each has several.
  const apart = Math.min(connections, callers);
  return planFor(connections, (connection) => everyNth(questions, connection % apart, apart));
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
