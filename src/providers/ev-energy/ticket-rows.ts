import type { Expand, TicketRow } from '../../provider/provider.js';
import type { Message } from '../../ticket/message.js';
import { toTicket } from './mapping.js';
import { loadOrganizations, type OrganizationOf, type OrganizationSource } from './organizations.js';
import type { TicketRowJson } from './ticket-row.js';
import { parseUserRow, toUser, userIdOf } from './user-mapping.js';

export interface RowContext extends OrganizationSource {
  readonly backend: string;
}

/** A ticket's row, and its conversation where that was read too. */
export interface TicketWithMessages {
  readonly row: TicketRowJson;
  readonly messages: readonly Message[] | undefined;
}

/** Rows for the gateway, their owners looked up together. */
export async function toTicketRows(
  found: readonly TicketWithMessages[],
  expand: Expand,
  context: RowContext,
): Promise<TicketRow[]> {
  const organizationOf = await loadOrganizations(
    found.map(({ row }) => userIdOf(row)),
    context,
  );
  return found.map(({ row, messages }) => ({
    ticket: toTicket(row, { backend: context.backend, organizationId: organizationOf(userIdOf(row)) }),
    ...(expand.user ? carriedUser(row, organizationOf) : {}),
    ...(expand.messages && messages ? { messages } : {}),
  }));
}

function carriedUser({ user }: TicketRowJson, organizationOf: OrganizationOf): Pick<TicketRow, 'user'> {
  if (user === null || user === undefined) return { user: null };
  const row = parseUserRow(user);
  return row ? { user: toUser(row, organizationOf(row.id)) } : {};
}
