import type { Backend } from '../provider/backend.js';
import { ProviderError } from '../provider/provider-error.js';
import type { Call, Slots, TicketRow } from '../provider/provider.js';
import type { Message } from '../ticket/message.js';
import { readInBatches } from './read-in-batches.js';

type CompleteRow = TicketRow & { readonly messages: readonly Message[] };

/** Rows with their conversations, as far as these can be had. */
export interface CompletedRows {
  readonly rows: readonly CompleteRow[];
  /** Of the first row that is left out because its own conversation cannot be read; null where there is none. */
  readonly leftOut: ProviderError | null;
  /** The first row that says that no more can be had for now; it and those after it are missing. */
  readonly failure: { readonly row: TicketRow; readonly error: ProviderError } | null;
}

/** Takes conversations that came along, and reads the others in batches. */
export async function loadMessagesInto(
  rows: readonly TicketRow[],
  backend: Backend,
  call: Call,
): Promise<CompletedRows> {
  const missing = rows.filter(({ messages }) => messages === undefined).map(({ ticket }) => ticket.nativeId);
  const found = await readMessages(missing, backend, call);
  const byId = new Map(missing.map((id, slot) => [id, found[slot] ?? null]));
  const complete: CompleteRow[] = [];
  let leftOut: ProviderError | null = null;
  for (const row of rows) {
    const slot = row.messages ?? byId.get(row.ticket.nativeId) ?? [];
    if (!(slot instanceof ProviderError)) complete.push({ ...row, messages: slot });
    else if (slot.code === 'BAD_RESPONSE') leftOut ??= slot;
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
