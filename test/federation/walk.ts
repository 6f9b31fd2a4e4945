import type { Viewer } from '../../src/auth/viewer.js';
import type { TicketList, TicketListRequest } from '../../src/federation/ticket-list.js';
import type { TicketKey, TicketOrder } from '../../src/ticket/order.js';
import { isBeyond } from './naive-order.js';
import { namesOf, toQuestion, type World } from './world.js';

export interface Walk {
  /** In the order of reading. */
  readonly pages: readonly TicketList[];
  /** Of the whole list, in its order. */
  readonly names: readonly string[];
}

const ENDLESS = 2000;

/**
 * Pages through a list to its end, a request a page, each cursor through the codec.
 * @param between runs after each page
 * @throws Error when a page does not get on
 */
export async function walk(
  world: World,
  viewer: Viewer,
  request: Partial<TicketListRequest>,
  between: () => void = () => {},
): Promise<Walk> {
  const pages: TicketList[] = [];
  const { order, direction } = toQuestion(request);
  let from: TicketKey | null = null;
  for (let more = true; more && pages.length < ENDLESS; between()) {
    const page: TicketList = await world.ask(viewer).listTickets(toQuestion({ ...request, from }));
    if (page.hasMore) from = reopen(world, toNext(page, from, reading(order, direction)));
    more = page.hasMore;
    pages.push(page);
  }
  if (pages.length === ENDLESS) throw new Error('The walk has no end.');
  return { pages, names: (direction === 'FORWARD' ? pages : pages.toReversed()).flatMap(namesOf) };
}

function toNext({ next }: TicketList, from: TicketKey | null, direction: TicketOrder['direction']): TicketKey {
  if (next === null) throw new Error('There is more, but no place to go on from.');
  if (from && !isBeyond(next, from, direction)) throw new Error('The page makes no progress.');
  return next;
}

function reopen({ cursors }: World, place: TicketKey): TicketKey {
  return cursors.open(cursors.seal(place, 'walk'), 'walk');
}

function reading(order: TicketOrder, direction: TicketListRequest['direction']): TicketOrder['direction'] {
  if (direction === 'FORWARD') return order.direction;
  return order.direction === 'ASC' ? 'DESC' : 'ASC';
}
