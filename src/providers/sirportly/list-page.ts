import { z } from 'zod';
import { compiled } from '../../provider/fields.js';
import { toContentError, toLeftOut } from '../../provider/http/upstream-errors.js';
import type { UpstreamRequest } from '../../provider/http/upstream-request.js';
import type { ProviderError } from '../../provider/provider-error.js';
import { onceFor } from '../../provider/once-for.js';
import { parseTicketJson, type TicketJson } from './ticket-json.js';

/** Section 3.1 of the fact sheet. */
const listPage = compiled(
  z.object({
    pagination: z.object({
      page: z.unknown().optional(),
      per_page: z.int().positive(),
      pages: z.int().nonnegative(),
      total_records: z.int().nonnegative(),
    }),
    records: z.array(z.unknown()),
  }),
);

/** One page of a list of tickets. */
export interface ListPage {
  /** As it was asked for, from 1. */
  readonly number: number;
  readonly pages: number;
  /** Tickets in the whole list. */
  readonly total: number;
  readonly rows: readonly TicketJson[];
  /** Why rows are left out that could not be read; null where none are. */
  readonly leftOut: ProviderError | null;
}

/** @throws ProviderError BAD_RESPONSE for what is no page, or not the one asked for, and for a page of which no row can be read */
export function toListPage(request: UpstreamRequest, number: number, body: unknown): ListPage {
  const { data, rows } = readPageOnce(body);
  if (!data) throw toContentError(request, 'answered with something that is not a page of tickets');
  if (rows.length === 0 && data.records.length > 0) {
    throw toContentError(request, 'answered with rows of which not one is a ticket');
  }
  const { page, pages: lastPage, total_records: total, per_page: perPage } = data.pagination;
  const pages = Math.max(lastPage, Math.ceil(total / perPage));
  // What it should hold would be passed over, and the list would look complete.
  if (typeof page === 'number' && page !== number) {
    throw toContentError(request, 'answered with another page than the one asked for');
  }
  if (data.records.length === 0 && number < pages) {
    throw toContentError(request, 'answered with a page of nothing, though there are pages after it');
  }
  return { number, pages, total, rows, leftOut: toLeftOut(request, data.records.length - rows.length) };
}

/** An answer is shared by those who ask the same, and so is what is read in it. */
const readPageOnce = onceFor((body: unknown) => {
  const { data } = listPage.safeParse(body);
  return { data, rows: (data?.records ?? []).map(parseTicketJson).filter((row) => row !== null) };
});
