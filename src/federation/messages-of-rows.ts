import type { Backend } from '../provider/backend.js';
import { isOfTheWholeBackend, ProviderError } from '../provider/provider-error.js';
import type { Call, Slots, TicketRow } from '../provider/provider.js';
import type { Message } from '../ticket/message.js';
import { readInBatches } from './read-in-batches.js';

type CompleteRow = TicketRow & { readonly messages: readonly Message[] };

/** A row whose conversation cannot be had. */
export interface Unread {
  readonly row: TicketRow;
  readonly error: ProviderError;
}

/** Rows with their conversations, as far as these can be had. */
export interface CompletedRows {
  readonly rows: readonly CompleteRow[];
  /** Among them, rows whose own conversations cannot be read. */
  readonly leftOut: readonly Unread[];
  /** The first row from which on none can be had for now; null where there is none. */
  readonly failure: Unread | null;
}

/**
 * Takes conversations that came along, and reads the others in batches. A failure is that of one conversation where others
 * can be read: any of them where it is nonsense, else a later one, unless it is a refusal.
 */
export async function loadMessagesInto(
  rows: readonly TicketRow[],
  backend: Backend,
  call: Call,
): Promise<CompletedRows> {
  const missing = rows.filter(({ messages }) => messages === undefined).map(({ ticket }) => ticket.nativeId);
  const found = await readMessages(missing, backend, call);
  const byId = new Map(missing.map((id, slot) => [id, found[slot] ?? null]));
  const lastRead = found.findLastIndex((slot) => !(slot instanceof ProviderError));
  const readable = new Set(missing.slice(0, lastRead + 1));
  // Where several come and all are nonsense, that is no matter of one.
  const isNonsenseOwn = lastRead >= 0 || missing.length === 1;
  const complete: CompleteRow[] = [];
  const leftOut: Unread[] = [];
  for (const row of rows) {
    const slot = row.messages ?? byId.get(row.ticket.nativeId) ?? [];
    if (!(slot instanceof ProviderError)) complete.push({ ...row, messages: slot });
    else if (isNonsenseOwn && slot.code === 'BAD_RESPONSE') leftOut.push({ row, error: slot });
    else if (!isOfTheWholeBackend(slot) && readable.has(row.ticket.nativeId)) leftOut.push({ row, error: slot });
    else return { rows: complete, leftOut, failure: { row, error: slot } };
  }
  return { rows: complete, leftOut, failure: null };
}

/** Whole conversations by ticket id, in as many batches as the backend needs. */
export async function readMessages(
  ids: readonly string[],
  backend: Backend,
  call: Call,
): Promise<Slots<readonly Message[]>> {
  const { provider } = backend;
  if (!provider.listMessages) return ids.map(() => []);
  const listMessages = provider.listMessages.bind(provider);
  return readInBatches(ids, backend, call, (batch) => listMessages(batch, call));
}
