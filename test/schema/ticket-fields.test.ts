import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { toTicketFields } from '../../src/schema/ticket-fields.js';

const FRAGMENT = 'fragment F on Ticket { ... on Node { ... on Ticket { closedAt } } }';

it.each([
  { query: '{ tickets { nodes { id nativeId createdAt user { email } version } } }', fields: [] },
  { query: '{ tickets { nodes { status: subject } } }', fields: ['subject'] },
  { query: `{ tickets { edges { node { ...F } } } } ${FRAGMENT}`, fields: ['closedAt'] },
  { query: '{ a: node(id: "x") { ... on Message { ticket { tags } } } }', fields: ['tags'] },
  { query: 'query Q($a: Boolean!) { ticket(id: "x") { url @include(if: $a) } }', fields: ['url'] },
  { query: 'query A { ticket(id: "x") { url } } query B { ticket(id: "x") { tags } }', fields: ['tags', 'url'] },
  { query: '{ ticket(id: "x") { latestMessageAt } }', fields: ['details', 'latestMessageAt'] },
])('$query looks at $fields', ({ query, fields }) => {
  expect([...toTicketFields(parse(query))].toSorted()).toEqual(fields);
});
