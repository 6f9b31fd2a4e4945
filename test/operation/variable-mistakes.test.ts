import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { findVariableMistakes } from '../../src/operation/variable-mistakes.js';
import { createSchema } from '../../src/schema/schema.js';

const schema = createSchema();
const document = parse(
  'query Q($filter: TicketFilter, $by: TicketOrder) { tickets(filter: $filter, orderBy: $by) { nodes { id } } }',
);
const FIELDS = 'backend, provider, externalTicketId, user, organization, status, statusName, priority and 16 more';

function find(variables: Record<string, unknown>, tellsSchema: boolean): string[] {
  const mistakes = findVariableMistakes(
    { schema, document, operationName: null, variables },
    { most: 10, tellsSchema },
  );
  return mistakes.map(({ message }) => message);
}

describe('mistakes in variables', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'a value that an enum does not have',
      { by: { field: 'SUBJECT' } },
      'Variable "$by" at by.field: Expected type TicketOrderField!.',
      ' TicketOrderField is one of CREATED_AT, UPDATED_AT, RESOLVED_AT, PRIORITY.',
    ],
    [
      'the same in a list',
      { filter: { or: [{ status: { in: ['NEW', 'DONE'] } }] } },
      'Variable "$filter" at filter.or.0.status.in.1: Expected type TicketStatus!.',
      ' TicketStatus is one of NEW, OPEN, PENDING, ON_HOLD, RESOLVED, CLOSED.',
    ],
    [
      'a field that a type does not have',
      { by: { subject: 'ASC' } },
      'Variable "$by": There is a field that TicketOrder does not have.',
      ' It has field, direction.',
    ],
    [
      'the same of a type with many, deep inside',
      { filter: { not: { nope: 1 } } },
      'Variable "$filter" at filter.not: There is a field that TicketFilter does not have.',
      ` It has ${FIELDS}.`,
    ],
  ])('are told with what there is, where the schema may be told: %s', (_what, variables, mistake, what) => {
    expect(find(variables, true)).toEqual([`${mistake}${what}`]);
    expect(find(variables, false)).toEqual([mistake]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a text for an object', { filter: 'x' }, 'Variable "$filter": Expected type "TicketFilter" to be an object.'],
    [
      'a text for a date',
      { filter: { createdAt: { gte: 'x' } } },
      'Variable "$filter" at filter.createdAt.gte: DateTime must be an RFC 3339 text with an offset, such as "2026-03-02T09:14:05Z", of a day that exists, without leap seconds.',
    ],
  ])('are told in the same words to everybody: %s', (_what, variables, mistake) => {
    expect([find(variables, true), find(variables, false)]).toEqual([[mistake], [mistake]]);
  });
});
