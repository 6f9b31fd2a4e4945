import type { Parameter } from '../../provider/http/target.js';
import { ProviderError } from '../../provider/provider-error.js';
import { pickFailure } from '../../provider/slots.js';
import type { Call, ListRequest } from '../../provider/provider.js';
import { withoutShared } from '../../provider/without-shared.js';
import type { Account } from './accounts.js';
import type { MoovClient } from './client.js';
import { parseCursor, toCursor, type Place } from './cursor.js';
import type { Finder } from './finder.js';
import type { Found } from './mapping.js';
import { toQuery, type Query } from './query.js';

export interface ListSource {
  readonly client: MoovClient;
  readonly finder: Finder;
  readonly accounts: readonly Account[];
  readonly pageSize: number;
}

export interface FoundPage {
  readonly tickets: readonly Found[];
  /** Why rows are left out that could not be read; null where none are. */
  readonly leftOut: ProviderError | null;
  readonly next: string | null;
}

/** The next page of every account that has one. One that fails fails the page. @throws ProviderError */
export async function readPage(request: ListRequest, source: ListSource, call: Call): Promise<FoundPage> {
  const query = toQuery(request.filter, source.accounts);
  if (!query) return { tickets: [], leftOut: null, next: null };
  // What a cursor stands for is not documented: beside a newer page, an older one might lack what moved between the two.
  const through = request.cursor === null ? call : withoutShared(call);
  const pages = await Promise.all(
    toPlaces(query, request.cursor).map(async ([accountId, cursor]) => {
      const page = await source.client.listTickets(accountId, toParameters(query, source, cursor), through);
      return { accountId, page };
    }),
  );
  const accounts = new Map(query.accounts.map((account) => [account.id, account]));
  const tickets = pages.flatMap(({ accountId, page }) => {
    const account = accounts.get(accountId);
    return account ? page.tickets.map((json) => source.finder.note(account, json)) : [];
  });
  const leftOut = pickFailure(pages.map(({ page }) => page.leftOut));
  const next = toCursor(pages.map(({ accountId, page }) => [accountId, page.cursor]));
  return { tickets: unique(tickets), leftOut, next };
}

/** @throws ProviderError */
function toPlaces({ accounts }: Query, cursor: string | null): readonly Place[] {
  const ids = accounts.map(({ id }) => id);
  const places = cursor === null ? ids.map((id): Place => [id, null]) : parseCursor(cursor, ids);
  if (places) return places;
  const message = 'GET /accounts/{accountID}/tickets: the cursor is not one of this list. Start again.';
  throw new ProviderError('BAD_RESPONSE', message);
}

/** All of it with every cursor: nothing says that a cursor keeps what its page was asked with (5.3). */
function toParameters({ parameters }: Query, { pageSize }: ListSource, cursor: string | null): Parameter[] {
  return [['count', String(pageSize)], ...(cursor === null ? [] : [['cursor', cursor] as const]), ...parameters];
}

function unique(tickets: readonly Found[]): Found[] {
  const byId = new Map<string, Found>();
  for (const found of tickets) if (!byId.has(found.json.ticketID)) byId.set(found.json.ticketID, found);
  return [...byId.values()];
}
