import type { Desk } from './call.js';
import { findById } from './lookup.js';
import type { SirportlyFilter } from './desk-model.js';
import type { SirportlyTicket } from './model.js';
import type { Body } from './object-views.js';
import { formatTime, zoneOf } from './times.js';

type ColumnName = SirportlyFilter['cols'][number];

type ToCell = (ticket: SirportlyTicket, desk: Desk) => unknown;

const toCells: Readonly<Record<ColumnName, ToCell>> = {
  status: ({ statusId }, { data }) => {
    const status = findById(data.statuses, statusId);
    return status && { name: status.name, colour: status.colour };
  },
  priority: ({ priorityId }, { data }) => {
    const priority = findById(data.priorities, priorityId);
    return priority && { text: priority.name, colour: priority.colour };
  },
  source: ({ source }) => source?.type ?? '',
  details: ({ subject }) => subject,
  contact: ({ contactId }, { data }) => findById(data.contacts, contactId)?.name ?? '',
  updated_at: (ticket) => formatTime(ticket.updatedAtMs, zoneOf(ticket)),
};

/** One row of a filter's answer: its cells stand where `cols` of the filter has their names. */
export function toFilterRow({ cols }: SirportlyFilter, ticket: SirportlyTicket, desk: Desk): Body {
  return { reference: ticket.reference, cols: cols.map((name) => toCells[name](ticket, desk)) };
}

export function toFilterBody(filter: SirportlyFilter, { dialect }: Desk): Body {
  const { id, name, description, icon, order, sort, conditions } = filter;
  const cols = filter.cols.map((column) => (column === 'contact' ? dialect.contact : column));
  return { id, name, description, icon, order, sort, conditions, cols };
}
