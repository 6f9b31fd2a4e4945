import { compareById } from './identifiers.js';
import type { EvEnergyData, EvEnergyMessage, EvEnergyPerson, EvEnergyTicket } from './model.js';
import { visibilityKey, type Visibility } from './visibility.js';

/**
 * One row of the ticket list. In the current shape a row is a ticket and
 * `message` is null; in the older shape it is one message of a ticket.
 */
export interface TicketRow {
  readonly id: string;
  readonly ticket: EvEnergyTicket;
  readonly message: EvEnergyMessage | null;
}

/** The data, indexed by id and by who may see it. Lists are in id order. */
export interface Store {
  readonly isLegacy: boolean;
  rows(visibility: Visibility): readonly TicketRow[];
  /** Each visible ticket once, whatever the shape. */
  tickets(visibility: Visibility): readonly EvEnergyTicket[];
  /** Null when there is no such row, and when it is not visible. */
  row(visibility: Visibility, id: string): TicketRow | null;
  users(visibility: Visibility): readonly EvEnergyPerson[];
  /** Null when there is no such user, and when they are not visible. */
  user(visibility: Visibility, id: string): EvEnergyPerson | null;
}

/** Indexes the data. Rows of a visibility are picked out when first asked for, and kept. */
export function createStore(data: EvEnergyData, isLegacy: boolean): Store {
  const rows = data.tickets.flatMap(isLegacy ? toMessageRows : toTicketRow).toSorted(compareById);
  const users = [...data.users].toSorted(compareById);
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const userById = new Map(users.map((user) => [user.id, user]));

  const sees = (visibility: Visibility, userId: string | null): boolean => {
    if (visibility.kind === 'all') return true;
    if (userId === null) return false;
    if (visibility.kind === 'user') return userId === visibility.userId;
    return userById.get(userId)?.organizationId === visibility.organizationId;
  };
  const visibleRows = remember((visibility) => rows.filter((row) => sees(visibility, row.ticket.userId)));
  const visibleTickets = remember((visibility) =>
    visibleRows(visibility)
      .filter(opensTicket)
      .map((row) => row.ticket),
  );

  return {
    isLegacy,
    rows: visibleRows,
    tickets: visibleTickets,
    row: (visibility, id) => {
      const row = rowById.get(id);
      return row && sees(visibility, row.ticket.userId) ? row : null;
    },
    users: remember((visibility) => users.filter((user) => sees(visibility, user.id))),
    user: (visibility, id) => (sees(visibility, id) ? (userById.get(id) ?? null) : null),
  };
}

function remember<T>(compute: (visibility: Visibility) => T): (visibility: Visibility) => T {
  const known = new Map<string, T>();
  return (visibility) => {
    const key = visibilityKey(visibility);
    const value = known.get(key) ?? compute(visibility);
    known.set(key, value);
    return value;
  };
}

function toTicketRow(ticket: EvEnergyTicket): TicketRow[] {
  return [{ id: ticket.id, ticket, message: null }];
}

function toMessageRows(ticket: EvEnergyTicket): TicketRow[] {
  return ticket.messages.map((message) => ({
    id: message.position === 0 ? ticket.id : message.id.replace('tmsg', 'tick'),
    ticket,
    message,
  }));
}

function opensTicket({ message }: TicketRow): boolean {
  return message === null || message.position === 0;
}
