import { toContentError, toLeftOut } from '../../provider/http/upstream-errors.js';
import { onceFor } from '../../provider/once-for.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Call, ListRequest } from '../../provider/provider.js';
import type { EvEnergyClient, ListPage } from './client.js';
import { toConversationKey } from './conversation.js';
import { isBackwards, PAGE_SIZE, toFirstPage, toFollowingPage, toNextPage } from './paging.js';
import type { Parameter } from '../../provider/http/target.js';
import { toUrl } from './requests.js';
import { isLegacy, parseTicketRow, type TicketRowJson } from './ticket-row.js';

/** No conversation has two thousand messages; an upstream whose pages never end might pretend so. */
const MAX_LOOKUP_PAGES = 20;

/** A page whose rows were read. */
export interface RowPage {
  /** By id, as the upstream lists them. */
  readonly rows: readonly TicketRowJson[];
  /** Why rows are left out that could not be read; null where none are. */
  readonly leftOut: ProviderError | null;
  /** The URL of the page after it; null at the end. */
  readonly next: string | null;
}

/** Reads the page that a request stands for. @throws ProviderError */
export async function readPage(
  client: EvEnergyClient,
  request: ListRequest,
  parameters: readonly Parameter[],
  call: Call,
): Promise<RowPage> {
  const first = toFirstPage(client.root, request, parameters);
  const url = request.cursor === null ? first : toFollowingPage(client.root, request.cursor, parameters);
  if (url === null) {
    throw new ProviderError('BAD_RESPONSE', 'GET /support_tickets: the cursor leads outside this API. Start again.');
  }
  const place = { backwards: isBackwards(request), isFirst: request.cursor === null };
  return client.listTickets(url, call, (page) => toRowPage(client.root, url, page, place));
}

/** Reads all rows of the older shape that make up one ticket, by any of them. @throws ProviderError */
export async function readConversation(
  client: EvEnergyClient,
  row: TicketRowJson,
  call: Call,
): Promise<readonly TicketRowJson[]> {
  const key = toConversationKey(row);
  const rows: TicketRowJson[] = [];
  let next: URL | null = toUrl(
    client.root,
    ['support_tickets'],
    [
      ['page_size', PAGE_SIZE],
      ['external_ticket_id', row.external_ticket_id],
    ],
  );
  for (let pages = 0; next && pages < MAX_LOOKUP_PAGES; pages += 1) {
    const url: URL = next;
    const place = { backwards: false, isFirst: pages === 0 };
    const page = await client.listTickets(url, call, (each) => toRowPage(client.root, url, each, place));
    // The row that is missing may be the first one, which is the ticket.
    if (page.leftOut) throw page.leftOut;
    rows.push(...page.rows.filter((each) => isLegacy(each) && toConversationKey(each) === key));
    next = page.next === null ? null : new URL(page.next);
  }
  // A row of it is at hand, so it is not empty: a later row would pass for the ticket, or a part for the whole.
  if (rows.length === 0) {
    throw new ProviderError(
      'BAD_RESPONSE',
      'GET /support_tickets: a look-up by external_ticket_id came without the row it was made for.',
    );
  }
  return rows;
}

/** Where a page stands in its list. */
interface PagePlace {
  readonly backwards: boolean;
  /** No link led there. */
  readonly isFirst: boolean;
}

function toRowPage(root: URL, url: URL, page: ListPage, place: PagePlace): RowPage {
  const rows = toRowsOnce(page.rows);
  if (rows.length === 0 && page.rows.length > 0) {
    throw toContentError(page.request, 'answered with rows of which not one is a ticket');
  }
  const leftOut = toLeftOut(page.request, page.rows.length - rows.length);
  return { rows, leftOut, next: toNext(root, url, page, place) };
}

/** An answer is shared by those who ask the same, and so is what is read in it. */
const toRowsOnce = onceFor((rows: ListPage['rows']) => rows.map(parseTicketRow).filter((row) => row !== null));

/** Without links nobody can tell whether a list is complete, so only an empty one may lack them; a page that a link led to is of none. */
function toNext(
  root: URL,
  url: URL,
  { request, rows, links }: ListPage,
  { backwards, isFirst }: PagePlace,
): string | null {
  const next = toNextPage(root, url, links, backwards);
  switch (next.kind) {
    case 'PAGE':
      return next.url.href;
    case 'END':
      return null;
    case 'MISSING':
      if (rows.length === 0 && isFirst) return null;
      throw toContentError(request, 'answered with a page that does not link the page after it');
    case 'ELSEWHERE':
      throw toContentError(request, 'answered with a link to a page outside this API, or to the page itself');
  }
}
