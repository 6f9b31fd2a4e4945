import { visit, type DocumentNode } from 'graphql';
import { TICKET_FIELDS, type TicketField, type TicketFields } from '../ticket/ticket.js';

/** Of resolvers of the type Ticket that look at more than what has the name of their field, and what is always read. */
const ALSO_LOOKED_AT: ReadonlyMap<string, readonly TicketField[]> = new Map([['latestMessageAt', ['details']]]);

/**
 * What the queries of a document look at of tickets, wherever they meet them, so that a ticket read for one part of a query
 * serves every other. It goes by names: what has the name of a field that is selected anywhere, of whatever type.
 */
export function toTicketFields(document: DocumentNode): TicketFields {
  const names = new Set<string>();
  visit(document, {
    Field({ name: { value: name } }) {
      for (const each of [name, ...(ALSO_LOOKED_AT.get(name) ?? [])]) names.add(each);
    },
  });
  return new Set(TICKET_FIELDS.filter((field) => names.has(field)));
}
