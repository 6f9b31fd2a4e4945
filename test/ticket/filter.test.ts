import { describe, expect, it } from 'vitest';
import {
  mapPredicates,
  needsMessages,
  predicatesOf,
  type Predicate,
  type TicketFilter,
} from '../../src/ticket/filter.js';

const status: Predicate = { field: 'status', operator: 'eq', value: 'OPEN' };
const user: Predicate = { field: 'user', operator: 'isNull', value: true };
const messages: Predicate = { field: 'messages', operator: 'some', value: [] };
const search: Predicate = { field: 'search', operator: 'words', value: { words: ['a'], messages: 'ALL' } };
const deep = (predicate: Predicate): TicketFilter => [
  status,
  { or: [[user], [{ not: [status, { or: [[predicate]] }] }]] },
];

describe('a filter', () => {
  it('names its predicates, however deep, from left to right', () => {
    expect([...predicatesOf(deep(messages))]).toEqual([status, user, status, messages]);
    expect([...predicatesOf([])]).toEqual([]);
  });

  it('needs messages when a predicate about them is anywhere in it', () => {
    expect([[], [status], [{ or: [] }], deep(user)].map((filter) => needsMessages(filter))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([[messages], [search], deep(messages), deep(search)].map((filter) => needsMessages(filter))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('keeps its form when its predicates change', () => {
    const changed = mapPredicates(deep(messages), (predicate) => (predicate.field === 'messages' ? search : predicate));

    expect(changed).toEqual(deep(search));
  });
});
