import { equals, instantFilters, integerFilters, isNull, isOneOf, type FilterParser } from './filters.js';
import type { EvEnergyMessage, EvEnergyTicket } from './model.js';
import type { TicketRow } from './store.js';
import { parseUser } from './values.js';

type ReadText = (ticket: EvEnergyTicket) => string | null;
type NamedFilter<T> = [string, FilterParser<T>];

/** The filters of the message list. */
export const messageFilters = new Map<string, FilterParser<EvEnergyMessage>>([
  ['message_type', equals((message) => message.messageType)],
  ['message_type__in', isOneOf((message) => message.messageType)],
  ...integerFilters<EvEnergyMessage>('position', (message) => message.position),
]);

const userFilter: FilterParser<EvEnergyTicket> = (value) => {
  const userId = parseUser(value);
  return (ticket) => ticket.userId === userId;
};

const fieldFilters: readonly NamedFilter<EvEnergyTicket>[] = [
  ['external_ticket_id', equals((ticket) => ticket.externalTicketId)],
  ...categoryFilters('human_verified_category', (ticket) => ticket.humanVerifiedCategory),
  ...categoryFilters('human_verified_subcategory', (ticket) => ticket.humanVerifiedSubcategory),
  ...categoryFilters('ai_generated_category', (ticket) => ticket.aiGeneratedCategory),
  ...categoryFilters('ai_generated_subcategory', (ticket) => ticket.aiGeneratedSubcategory),
  ...choiceFilters('status', (ticket) => ticket.status),
  ...choiceFilters('priority', (ticket) => ticket.priority),
  ...choiceFilters('source', (ticket) => ticket.source),
  ['priority__isnull', isNull((ticket) => ticket.priority)],
  ...instantFilters<EvEnergyTicket>('created_at', (ticket) => ticket.createdAtMicros),
  ...instantFilters<EvEnergyTicket>('ticket_updated_at', (ticket) => ticket.ticketUpdatedAtMicros),
  ['ticket_updated_at__isnull', isNull((ticket) => ticket.ticketUpdatedAtMicros)],
  ...instantFilters<EvEnergyTicket>('resolved_at', (ticket) => ticket.resolvedAtMicros),
  ['resolved_at__isnull', isNull((ticket) => ticket.resolvedAtMicros)],
  ['user', userFilter],
  ['user__isnull', isNull((ticket) => ticket.userId)],
  ['tags', (value) => (ticket) => ticket.tags.includes(value)],
];

/** The filters of the ticket list. */
export const ticketFilters = new Map(fieldFilters.map(onTicket));

/** The older shape lists messages, so it also filters by them. Types may be given by display name. */
export const legacyTicketFilters = new Map([...ticketFilters, ...[...messageFilters].map(onMessage)]);

function categoryFilters(name: string, read: ReadText): NamedFilter<EvEnergyTicket>[] {
  return [
    [name, equals(read)],
    [`${name}__isnull`, isNull(read)],
  ];
}

function choiceFilters(name: string, read: ReadText): NamedFilter<EvEnergyTicket>[] {
  return [
    [name, equals(read)],
    [`${name}__in`, isOneOf(read)],
  ];
}

function onTicket([name, parse]: NamedFilter<EvEnergyTicket>): NamedFilter<TicketRow> {
  return [
    name,
    (value) => {
      const matches = parse(value);
      return (row) => matches(row.ticket);
    },
  ];
}

function onMessage([name, parse]: NamedFilter<EvEnergyMessage>): NamedFilter<TicketRow> {
  return [
    name,
    (value) => {
      const matches = parse(value.toUpperCase().replaceAll(' ', '_'));
      return (row) => row.message !== null && matches(row.message);
    },
  ];
}
