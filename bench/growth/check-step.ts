import { askOnce } from '../works/ask-once.js';
import { firstOf } from '../works/questions.js';
import type { Step } from './step.js';

interface Page {
  readonly tickets: { readonly nodes: readonly { readonly nativeId: string; readonly createdAt: string }[] };
}

/** Asks once. @throws Error unless there are as many different tickets as should be, the newest first */
export async function checkStep(step: Step): Promise<void> {
  const { name, plan, ticketsPerAnswer } = step.work;
  const { nodes } = ((await askOnce(step, firstOf(plan))) as Page).tickets;
  const ids = new Set(nodes.map(({ nativeId }) => nativeId));
  if (nodes.length !== ticketsPerAnswer || ids.size !== nodes.length) {
    throw new Error(`${name}: ${nodes.length} tickets, ${ids.size} of them different, not ${ticketsPerAnswer}.`);
  }
  const times = nodes.map(({ createdAt }) => Date.parse(createdAt));
  if (times.some((time, index) => time > (times[index - 1] ?? time))) throw new Error(`${name}: not the newest first.`);
}
