import { asking } from '../servers/asking.js';
import type { Server } from '../servers/server.js';
import { askOnce } from '../works/ask-once.js';
import { firstOf, type Plan } from '../works/questions.js';
import { WALK } from './documents.js';

/** The most that a page may have. */
const PAGE_SIZE = 100;

interface Walked {
  readonly tickets: { readonly pageInfo: { readonly endCursor: string | null } };
}

/**
 * The cursor after so many tickets, page by page.
 * @param plan its first question says who asks
 * @param depth a multiple of a hundred
 * @throws Error when there are not as many
 */
export async function findCursor(server: Server, plan: Plan, depth: number): Promise<string | null> {
  const question = firstOf(plan);
  let after: string | null = null;
  for (let passed = 0; passed < depth; passed += PAGE_SIZE) {
    const walking = asking(server, { query: WALK, variables: { first: PAGE_SIZE, after } });
    const { tickets } = (await askOnce(walking, question)) as Walked;
    after = tickets.pageInfo.endCursor;
    if (after === null) throw new Error(`${server.name} has no tickets after ${passed}.`);
  }
  return after;
}
