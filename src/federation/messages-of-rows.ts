import type { Backend } from '../provider/backend.js';
import { ProviderError } from '../provider/provider-error.js';
import type { Call, Slots, TicketRow } from '../provider/provider.js';
import type { Message } from '../ticket/message.js';
import { readInBatches } from './read-in-batches.js';

type CompleteRow = TicketRow & { readonly messages: readonly Message[] };

/** The rows with their conversations: as carried along, else read in batches. @throws ProviderError */
export async function loadMessagesInto(
  rows: readonly TicketRow[],
  backend: Backend,
  call: Call,
): Promise<CompleteRow[]> {
  const missing = rows.filter(({ messages }) => messages === undefined).map(({ ticket }) => ticket.nativeId);
  const found = await readMessages(missing, backend, call);
  const byId = new Map(missing.map((id, slot) => [id, found[slot] ?? null]));
  return rows.map((row) => ({ ...row, messages: row.messages ?? toMessages(byId.get(row.ticket.nativeId) ?? null) }));
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

function toMessages(slot: readonly Message[] | null | ProviderError): readonly Message[] {
  if (slot instanceof ProviderError) throw slot;
  return slot ?? [];
}
