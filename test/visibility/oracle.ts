import type { PlainMessage, PlainTicket } from './plain/plain-ticket.js';

/** Whom the oracle judges for. */
export interface PlainCaller {
  readonly sees: 'own' | 'organization' | 'all';
  readonly user: string | null;
  readonly organization: string | null;
  /** Carries the scope support:internal. */
  readonly internal: boolean;
}

/** A filter as a client writes it. */
export type FilterJson = { readonly [field: string]: unknown };

export interface OrderJson {
  readonly field: 'CREATED_AT' | 'UPDATED_AT' | 'RESOLVED_AT' | 'PRIORITY';
  readonly direction: 'ASC' | 'DESC';
}

/** The ids that this caller must be given for this question, in order: decided one ticket at a time, as slow as it is plain. */
export function answerOf(
  tickets: readonly PlainTicket[],
  caller: PlainCaller,
  filter: FilterJson,
  order: OrderJson,
): string[] {
  const up = keptOf(tickets, caller, filter).toSorted((a, b) => byOrder(a, b, order.field));
  return (order.direction === 'ASC' ? up : up.toReversed()).map(({ backend, id }) => `${backend} ${id}`);
}

/** The tickets that this caller may see and the filter keeps. */
export function keptOf(tickets: readonly PlainTicket[], caller: PlainCaller, filter: FilterJson): PlainTicket[] {
  return tickets.filter((ticket) => maySee(caller, ticket) && passes(ticket, filter, caller));
}

export function maySee(caller: PlainCaller, ticket: PlainTicket): boolean {
  if (caller.sees === 'all') return true;
  if (caller.sees === 'organization')
    return ticket.organization !== null && ticket.organization === caller.organization;
  return ticket.user !== null && ticket.user === caller.user;
}

function passes(ticket: PlainTicket, filter: FilterJson, caller: PlainCaller): boolean {
  return Object.entries(filter).every(([field, test]) => {
    switch (field) {
      case 'and':
        return (test as FilterJson[]).every((part) => passes(ticket, part, caller));
      case 'or':
        return (test as FilterJson[]).some((part) => passes(ticket, part, caller));
      case 'not':
        return !passes(ticket, test as FilterJson, caller);
      case 'search':
        return hasWords(ticket, test as string, caller);
      case 'messages':
        return readable(ticket, caller).some((message) => messagePasses(message, test as FilterJson));
      case 'tags':
        return tagsPass(ticket.tags, test as FilterJson);
      default:
        return Object.entries(test as FilterJson).every(([operator, wanted]) =>
          valuePasses(valueOf(ticket, field), operator, wanted, field),
        );
    }
  });
}

function valueOf(ticket: PlainTicket, field: string): string | number | null {
  return (ticket as unknown as Record<string, string | number | null>)[field] ?? null;
}

function valuePasses(value: string | number | null, operator: string, wanted: unknown, field: string): boolean {
  if (operator === 'isNull') return wanted === (value === null);
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map((item) => toComparable(item as string | number, field));
  if (operator === 'notIn') return value === null || !list.includes(value);
  if (value === null) return false;
  const [bound = 0] = list;
  switch (operator) {
    case 'eq':
    case 'in':
      return list.includes(value);
    case 'gt':
      return value > bound;
    case 'gte':
      return value >= bound;
    case 'lt':
      return value < bound;
    case 'lte':
      return value <= bound;
    default:
      throw new Error(`The oracle does not know the operator ${operator}.`);
  }
}

/** Ids come as Relay ids and times as text; the oracle compares bare ids and milliseconds. */
function toComparable(wanted: string | number, field: string): string | number {
  if (typeof wanted === 'number') return wanted;
  if (field.endsWith('At')) return new Date(wanted).getTime();
  if (field === 'user' || field === 'organization') {
    return Buffer.from(wanted, 'base64url').toString().replace(/^\w+:/, '');
  }
  return wanted;
}

function tagsPass(tags: readonly string[], test: FilterJson): boolean {
  return Object.entries(test).every(([operator, wanted]) => {
    if (operator === 'isEmpty') return wanted === (tags.length === 0);
    if (operator === 'has') return tags.includes(wanted as string);
    const list = wanted as string[];
    return operator === 'hasAny' ? list.some((tag) => tags.includes(tag)) : list.every((tag) => tags.includes(tag));
  });
}

function readable({ messages }: PlainTicket, caller: PlainCaller): readonly PlainMessage[] {
  return caller.internal || caller.sees === 'all'
    ? messages
    : messages.filter((message) => message.visibility === 'PUBLIC');
}

function messagePasses(message: PlainMessage, test: FilterJson): boolean {
  return Object.entries(test).every(([field, part]) => {
    if (field === 'visibility') return message.visibility === part;
    const value = (message as unknown as Record<string, string | number>)[field] ?? null;
    return Object.entries(part as FilterJson).every(([operator, wanted]) =>
      valuePasses(value, operator, wanted, field),
    );
  });
}

function hasWords(ticket: PlainTicket, search: string, caller: PlainCaller): boolean {
  const everything = [ticket.subject, ticket.conversationSummary, ...readable(ticket, caller).map(({ text }) => text)];
  const words = everything
    .join('\n')
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}\p{Mark}]+/u);
  const wanted = search
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}\p{Mark}]+/u);
  return wanted.filter((word) => word !== '').every((word) => words.includes(word));
}

const RANK = ['LOW', 'NORMAL', 'HIGH', 'URGENT'];

function byOrder(a: PlainTicket, b: PlainTicket, field: OrderJson['field']): number {
  const [first, second] = [placeOf(a, field), placeOf(b, field)];
  if (first !== second) return first < second ? -1 : 1;
  const [left, right] = [`${a.backend}\u0000${a.id}`, `${b.backend}\u0000${b.id}`];
  return left < right ? -1 : 1;
}

/** A number for every ticket; below all others where there is no value. */
function placeOf(ticket: PlainTicket, field: OrderJson['field']): number {
  switch (field) {
    case 'CREATED_AT':
      return ticket.createdAt;
    case 'UPDATED_AT':
      return ticket.updatedAt ?? Number.NEGATIVE_INFINITY;
    case 'RESOLVED_AT':
      return ticket.resolvedAt ?? Number.NEGATIVE_INFINITY;
    case 'PRIORITY':
      return ticket.priority === null ? -1 : RANK.indexOf(ticket.priority);
  }
}
