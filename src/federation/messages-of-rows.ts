import type { Backend } from '../provider/backend.js';
import { ProviderError } from '../provider/provider-error.js';
import type { Call, Slots, TicketRow } from '../provider/provider.js';
import { createFailureJudge } from '../provider/slots.js';
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

/** Takes conversations that came along, and reads the others in batches. Rows of tickets that are no more are left out. */
export async function loadMessagesInto(
  rows: readonly TicketRow[],
  backend: Backend,
  call: Call,
): Promise<CompletedRows> {
  const missing = rows.filter(({ messages }) => messages === undefined).map(({ ticket }) => ticket.nativeId);
  const found = await readMessages(missing, backend, call);
  const indexes = new Map(missing.map((id, index) => [id, index]));
  const isOwnFailure = createFailureJudge(found);
  const complete: CompleteRow[] = [];
  const leftOut: Unread[] = [];
  for (const row of rows) {
    const index = indexes.get(row.ticket.nativeId) ?? -1;
    const slot = row.messages ?? found[index] ?? null;
    // Gone since it was listed: without its messages it would pass for one that nobody wrote in.
    if (slot === null) continue;
    if (!(slot instanceof ProviderError)) complete.push({ ...row, messages: slot });
    else if (isOwnFailure(index, slot)) leftOut.push({ row, error: slot });
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
