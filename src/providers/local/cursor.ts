import { ProviderError } from '../../provider/provider-error.js';
import { parseInstant } from '../../ticket/instant.js';
import { toKey, type TicketKey, type TicketOrderField } from '../../ticket/order.js';
import { TICKET_PRIORITIES, type Ticket } from '../../ticket/ticket.js';

/** The place of a page's last row, as text: the next page starts beyond it, whatever is written in between. */
export function toCursor(ticket: Ticket, field: TicketOrderField): string {
  const { value, nativeId } = toKey(ticket, field);
  return JSON.stringify([value, nativeId]);
}

/** @throws ProviderError BAD_RESPONSE for a text that `toCursor` did not write for this order */
export function parseCursor(cursor: string, field: TicketOrderField, backend: string): TicketKey {
  const [value, nativeId, ...rest] = parseList(cursor);
  if (typeof nativeId !== 'string' || rest.length > 0 || !isValue(value, field)) throw badCursor();
  return { value, backend, nativeId };
}

function isValue(value: unknown, field: TicketOrderField): value is TicketKey['value'] {
  if (value === null) return field !== 'CREATED_AT';
  if (field === 'PRIORITY') return typeof value === 'number' && value in TICKET_PRIORITIES;
  return typeof value === 'string' && parseInstant(value) === value;
}

function parseList(cursor: string): unknown[] {
  try {
    const list: unknown = JSON.parse(cursor);
    if (Array.isArray(list)) return list;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw badCursor();
}

function badCursor(): ProviderError {
  return new ProviderError('BAD_RESPONSE', 'The position to go on from is none of the store.');
}
