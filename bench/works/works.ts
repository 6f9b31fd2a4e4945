import { planAlone, planShared, type Plan } from './questions.js';
import type { QuestionKind } from './question.js';

/** Something to measure at closed loop: how fast, and at what cost. */
export interface Work {
  readonly name: string;
  readonly connections: number;
  readonly plan: Plan;
}

export const WORK_NAMES = ['list', 'ticket', 'typename', 'shared', 'overhead'] as const;
export type WorkName = (typeof WORK_NAMES)[number];

const FEW = 1;
const MANY = 50;

export function isAlone(name: WorkName): name is QuestionKind {
  return name === 'list' || name === 'ticket' || name === 'typename';
}

/** A kind of question at one connection and at fifty. */
export function toWorks(kind: QuestionKind): readonly Work[] {
  return [FEW, MANY].map((connections) => ({ name: kind, connections, plan: planAlone(kind, connections) }));
}

export function toSharedWork(): Work {
  return { name: 'shared', connections: MANY, plan: planShared(MANY) };
}
