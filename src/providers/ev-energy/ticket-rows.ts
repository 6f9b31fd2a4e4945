import { onceFor } from '../../provider/once-for.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Expand, Slots, TicketRow } from '../../provider/provider.js';
import type { Message } from '../../ticket/message.js';
import { toTicket } from './mapping.js';
import { loadOrganizations, type OrganizationOf, type OrganizationSource } from './organizations.js';
import { isFound } from '../../provider/slots.js';
import type { TicketRowJson } from './ticket-row.js';
import { parseUserRow, toUser, userIdOf } from './user-mapping.js';

export interface RowContext extends OrganizationSource {
  readonly backend: string;
}

/** A ticket's row, and its conversation: undefined when it was not read, the error when it could not be. */
export interface TicketWithMessages {
  readonly row: TicketRowJson;
  readonly messages: readonly Message[] | ProviderError | undefined;
}

/** Rows for the gateway, slot by slot, their owners looked up together. Messages that could not be read are left out. */
export async function toTicketRows(
  slots: Slots<TicketWithMessages>,
  expand: Expand,
  context: RowContext,
): Promise<Slots<TicketRow>> {
  const userIds = slots.filter(isFound).map(({ row }) => userIdOf(row));
  const organizationOf = await loadOrganizations(userIds, context);
  return slots.map((slot) => (isFound(slot) ? toTicketRow(slot, expand, context.backend, organizationOf) : slot));
}

function toTicketRow(
  { row, messages }: TicketWithMessages,
  expand: Expand,
  backend: string,
  organizationOf: OrganizationOf,
): TicketRow {
  return {
    ticket: toTicketOnce(row, backend, organizationOf(userIdOf(row))),
    user: expand.user ? carriedUser(row, organizationOf) : undefined,
    messages: expand.messages && !(messages instanceof ProviderError) ? messages : undefined,
  };
}

const parseUserRowOnce = onceFor(parseUserRow);
const toTicketOnce = onceFor((row: TicketRowJson, backend: string, organizationId: string | null) =>
  toTicket(row, { backend, organizationId }),
);

function carriedUser({ user }: TicketRowJson, organizationOf: OrganizationOf): TicketRow['user'] {
  if (user === null || user === undefined) return null;
  const row = parseUserRowOnce(user);
  return row ? toUser(row, organizationOf(row.id)) : undefined;
}
