import { createDeck, type Random } from '../http/random.js';
import { scenarios } from './scenarios.js';

/** How a person's categories relate to the generated ones. */
export type Verification = 'none' | 'agreed' | 'corrected' | 'broad';

/** One deck for each thing a ticket draws; rare cards come up even in small data sets. */
export function createTicketDecks(random: Random) {
  return {
    scenario: createDeck(random, [...scenarios, ...scenarios.slice(0, 9), ...scenarios.slice(0, 4)]),
    hasUser: createDeck(random, [...repeat(true, 8), false]),
    status: createDeck(random, [
      ...repeat('Open', 5),
      ...repeat('Pending', 3),
      ...repeat('Resolved', 5),
      ...repeat('Closed', 4),
      'Waiting on Customer',
      'Escalado – nível 2',
      null,
    ]),
    priority: createDeck(random, [...repeat('Low', 3), ...repeat('Medium', 6), ...repeat('High', 3), 'Urgent', null]),
    source: createDeck(random, [
      ...repeat('Email', 5),
      ...repeat('Feedback Widget', 3),
      ...repeat('Portal', 2),
      'Phone',
      'Chat',
      null,
    ]),
    verification: createDeck<Verification>(random, [
      ...repeat<Verification>('none', 3),
      ...repeat<Verification>('agreed', 2),
      'corrected',
      'broad',
    ]),
    messageCount: createDeck(random, [1, 1, 2, 2, 3, 3, 4, 5, 6]),
    tags: createDeck<readonly string[]>(random, [
      ['ai-categorised'],
      ['ai-categorised'],
      ['ai-categorised', 'escalated'],
      [],
      ['escalated', 'vip, gold'],
    ]),
    membership: createDeck(random, ['Free', 'Free', 'Plus', 'Gold', null]),
    hasUpdate: createDeck(random, [...repeat(true, 7), false]),
  };
}

function repeat<T>(value: T, times: number): T[] {
  return Array<T>(times).fill(value);
}
