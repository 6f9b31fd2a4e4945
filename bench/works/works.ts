import { accounts } from '../world/accounts.js';
import type { QuestionKind } from './question.js';
import { planAlone, planShared, type Plan } from './questions.js';

export const WORK_NAMES = ['list', 'ticket', 'typename', 'shared', 'overhead'] as const;
export type WorkName = (typeof WORK_NAMES)[number];

/** A load as heavy as a number of connections makes it. */
export interface Work {
  readonly name: string;
  readonly connections: number;
  readonly plan: Plan;
  /** Upstream calls that each query takes; null where a server may share them. */
  readonly callsPerQuery: number | null;
  /** Tickets that every answer must hold; null where they are not counted. */
  readonly ticketsPerAnswer: number | null;
}

const FEW = 1;
/** Enough to keep a server busy, and few enough that a round ends soon. */
export const SOME = 16;
/** Enough to keep any server busy. */
export const MANY = 50;

/** Upstream calls that a query takes where nothing is shared. */
const CALLS: Readonly<Record<QuestionKind, number>> = { list: 51, ticket: 1, typename: 0 };

export function isAlone(name: WorkName): name is QuestionKind {
  return name === 'list' || name === 'ticket' || name === 'typename';
}

/** A kind of question, asked so that nothing can be shared. */
export function toWork(kind: QuestionKind, connections: number): Work {
  const plan = planAlone(kind, connections);
  return { name: kind, connections, plan, callsPerQuery: CALLS[kind], ticketsPerAnswer: null };
}

/** The same at one connection and at fifty. */
export function toWorks(kind: QuestionKind): readonly Work[] {
  return [FEW, MANY].map((connections) => toWork(kind, connections));
}

/** A thousand callers of four organisations. */
export const sharedWork: Work = {
  name: 'shared',
  connections: MANY,
  plan: planShared(MANY, { callers: 1000, hot: accounts.slice(0, 4) }),
  callsPerQuery: null,
  ticketsPerAnswer: null,
};
