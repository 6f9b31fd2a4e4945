import type { QuestionKind } from './question.js';
import { planAlone, planShared, type Plan } from './questions.js';

export const WORK_NAMES = ['list', 'ticket', 'typename', 'shared', 'overhead'] as const;
export type WorkName = (typeof WORK_NAMES)[number];

/** A load as heavy as a number of connections makes it. */
export interface Work {
  readonly name: WorkName;
  readonly connections: number;
  readonly plan: Plan;
  /** Upstream calls that each query takes; null where a server may share them. */
  readonly callsPerQuery: number | null;
}

const FEW = 1;
/** Enough to keep any server busy. */
export const MANY = 50;

/** Upstream calls that a query takes where nothing is shared. */
const CALLS: Readonly<Record<QuestionKind, number>> = { list: 51, ticket: 1, typename: 0 };

export function isAlone(name: WorkName): name is QuestionKind {
  return name === 'list' || name === 'ticket' || name === 'typename';
}

/** A kind of question, asked so that nothing can be shared. */
export function toWork(kind: QuestionKind, connections: number): Work {
  return { name: kind, connections, plan: planAlone(kind, connections), callsPerQuery: CALLS[kind] };
}

/** The same at one connection and at fifty. */
export function toWorks(kind: QuestionKind): readonly Work[] {
  return [FEW, MANY].map((connections) => toWork(kind, connections));
}

export const sharedWork: Work = {
  name: 'shared',
  connections: MANY,
  plan: planShared(MANY),
  callsPerQuery: null,
};
