import * as fc from 'fast-check';
import type { Capabilities, FilterCapabilities } from '../../src/provider/capabilities.js';
import {
  TIME_FIELDS,
  VALUE_FIELDS,
  type Condition,
  type Predicate,
  type TicketFilter,
} from '../../src/ticket/filter.js';
import type { Candidate } from '../../src/ticket/matches.js';
import { MESSAGE_TYPES, MESSAGE_VISIBILITIES } from '../../src/ticket/message.js';
import { PROVIDER_KINDS, TICKET_PRIORITIES, TICKET_SOURCES, TICKET_STATUSES } from '../../src/ticket/ticket.js';
import { makeMessage, makeTicket } from '../ticket/tickets.js';

/** A system that evaluates, orders and carries nothing but what is given. */
export function makeCapabilities(capabilities: Partial<Capabilities> = {}): Capabilities {
  return {
    filters: {},
    composes: false,
    orders: {},
    maxPageSize: 100,
    maxBatchSize: 100,
    carries: [],
    updatableFields: [],
    creatableFields: null,
    addableMessageTypes: [],
    hasMessages: true,
    ...capabilities,
  };
}

// Few values, so that filters and tickets meet often.
const text = fc.constantFrom('a', 'b', 'OPEN', 'NEW', 'HIGH', 'EMAIL', 'MOOV', 'LOCAL');
const texts = fc.uniqueArray(text, { maxLength: 3 });
const instant = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z');
const word = fc.constantFrom('red', 'green', 'blue');
const valueField = fc.constantFrom(...VALUE_FIELDS);
const timeField = fc.constantFrom(...TIME_FIELDS);
const field = fc.constantFrom(...VALUE_FIELDS, ...TIME_FIELDS);
const tags = fc.constant('tags' as const);

const predicate: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({ field: valueField, operator: fc.constant('eq' as const), value: text }),
  fc.record({ field: valueField, operator: fc.constantFrom('in' as const, 'notIn' as const), value: texts }),
  fc.record({ field, operator: fc.constant('isNull' as const), value: fc.boolean() }),
  fc.record({ field: timeField, operator: fc.constantFrom('gte', 'gt', 'lte', 'lt'), value: instant }),
  fc.record({ field: tags, operator: fc.constant('has' as const), value: text }),
  fc.record({ field: tags, operator: fc.constantFrom('hasAny' as const, 'hasAll' as const), value: texts }),
  fc.record({ field: tags, operator: fc.constant('isEmpty' as const), value: fc.boolean() }),
  fc.record({
    field: fc.constant('messages' as const),
    operator: fc.constant('some' as const),
    value: fc.array(
      fc.oneof(
        fc.record({
          field: fc.constant('visibility' as const),
          operator: fc.constant('eq' as const),
          value: fc.constantFrom(...MESSAGE_VISIBILITIES),
        }),
        fc.record({
          field: fc.constant('type' as const),
          operator: fc.constant('in' as const),
          value: fc.subarray([...MESSAGE_TYPES]),
        }),
      ),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    field: fc.constant('search' as const),
    operator: fc.constant('words' as const),
    value: fc.record({ words: fc.uniqueArray(word, { maxLength: 2 }), messages: fc.constantFrom('PUBLIC', 'ALL') }),
  }),
);

const { filter } = fc.letrec<{ filter: TicketFilter; condition: Condition }>((tie) => ({
  filter: fc.array(tie('condition'), { maxLength: 4 }),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: predicate, weight: 3 },
    { arbitrary: fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }), weight: 1 },
    { arbitrary: fc.record({ not: tie('filter') }), weight: 1 },
  ),
}));
export const randomFilter: fc.Arbitrary<TicketFilter> = filter;

const operators = [
  'eq',
  'in',
  'notIn',
  'isNull',
  'gte',
  'gt',
  'lte',
  'lt',
  'has',
  'hasAny',
  'hasAll',
  'isEmpty',
  'some',
  'words',
];
const support = fc.option(fc.constantFrom('exact' as const, 'inexact' as const), { nil: undefined, freq: 2 });
const supportOfField = fc.record(Object.fromEntries(operators.map((operator) => [operator, support])));
const filters: fc.Arbitrary<FilterCapabilities> = fc.record(
  Object.fromEntries(
    [...VALUE_FIELDS, ...TIME_FIELDS, 'tags', 'messages', 'search'].map((name) => [name, supportOfField]),
  ),
);

export const randomCapabilities: fc.Arbitrary<Capabilities> = fc
  .record({ filters, composes: fc.boolean(), refused: fc.option(text) })
  .map(({ filters: declared, composes, refused }) =>
    makeCapabilities({ filters: declared, composes, accepts: ({ value }) => value !== refused }),
  );

const messages = fc.array(
  fc
    .record({
      type: fc.constantFrom(...MESSAGE_TYPES),
      visibility: fc.constantFrom(...MESSAGE_VISIBILITIES),
      text: fc.array(word, { maxLength: 2 }).map((some) => some.join(' ')),
    })
    .map(makeMessage),
  { maxLength: 3 },
);

const ticket = fc
  .record({
    backend: text,
    owner: fc.record({ userId: fc.option(text), organizationId: fc.option(text) }),
    externalTicketId: fc.option(text),
    status: fc.option(fc.constantFrom(...TICKET_STATUSES)),
    statusName: fc.option(text),
    priority: fc.option(fc.constantFrom(...TICKET_PRIORITIES)),
    priorityName: fc.option(text),
    source: fc.option(fc.constantFrom(...TICKET_SOURCES)),
    sourceName: fc.option(text),
    humanVerifiedCategory: fc.option(text),
    humanVerifiedSubcategory: fc.option(text),
    aiGeneratedCategory: fc.option(text),
    aiGeneratedSubcategory: fc.option(text),
    tags: texts,
    subject: fc.option(word),
    createdAt: instant,
    updatedAt: fc.option(instant),
    resolvedAt: fc.option(instant),
  })
  .map(makeTicket);

export const randomCandidate: fc.Arbitrary<Candidate> = fc.record({
  ticket,
  provider: fc.constantFrom(...PROVIDER_KINDS),
  messages,
});
