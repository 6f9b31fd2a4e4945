import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../src/provider/capabilities.js';
import { pushDown, simplify, toName } from '../../src/provider/push-down.js';
import type { Condition, Predicate, TicketFilter } from '../../src/ticket/filter.js';
import { matches } from '../../src/ticket/matches.js';
import { makeCapabilities, randomCandidate, randomCapabilities, randomFilter } from './filters.js';

const RUNS = { seed: 20_260_302, numRuns: 3000 };
const open: Predicate = { field: 'status', operator: 'eq', value: 'OPEN' };
const openOrNew: Predicate = { field: 'status', operator: 'in', value: ['OPEN', 'NEW'] };
const mine: Predicate = { field: 'user', operator: 'eq', value: 'u' };
const words: Predicate = { field: 'search', operator: 'words', value: { words: ['a'], messages: 'ALL' } };
const lucene = makeCapabilities({ filters: { status: { eq: 'exact', in: 'exact' }, search: { words: 'inexact' } } });
const sql: Capabilities = { ...lucene, composes: true };

describe('pushing down', () => {
  it.each<[string, TicketFilter, Capabilities, TicketFilter, TicketFilter]>([
    ['leaves everything to the gateway when nothing is declared', [open, mine], makeCapabilities(), [], [open, mine]],
    ['pushes an exact predicate and forgets it', [open], lucene, [open], []],
    ['pushes an inexact predicate and checks it again', [words], lucene, [words], [words]],
    ['keeps what is not declared', [mine, open], lucene, [open], [mine]],
    ['pushes different operators on one field', [open, openOrNew], lucene, [open, openOrNew], []],
    [
      'gives a place to the first that wants it',
      [open, { ...open, value: 'NEW' }],
      lucene,
      [open],
      [{ ...open, value: 'NEW' }],
    ],
    [
      'gives a place to both when the system composes',
      [open, { ...open, value: 'NEW' }],
      sql,
      [open, { ...open, value: 'NEW' }],
      [],
    ],
    [
      'keeps or and not from a system that does not compose',
      [{ or: [[open]] }, { not: [open] }],
      lucene,
      [],
      [{ or: [[open]] }, { not: [open] }],
    ],
    [
      'pushes or and not of exact leaves',
      [{ or: [[open], [openOrNew]] }, { not: [open] }],
      sql,
      [{ or: [[open], [openOrNew]] }, { not: [open] }],
      [],
    ],
    ['keeps an or with an inexact leaf', [{ or: [[open], [words]] }], sql, [], [{ or: [[open], [words]] }]],
    [
      'keeps a not with an undeclared leaf, however deep',
      [{ not: [{ or: [[open, mine]] }] }],
      sql,
      [],
      [{ not: [{ or: [[open, mine]] }] }],
    ],
    ['keeps a value that the syntax cannot carry', [open], { ...lucene, accepts: () => false }, [], [open]],
    [
      'keeps an or with a value that the syntax cannot carry',
      [{ or: [[open], [openOrNew]] }],
      { ...sql, accepts: ({ operator }) => operator === 'eq' },
      [],
      [{ or: [[open], [openOrNew]] }],
    ],
    ['has nothing to do without a filter', [], sql, [], []],
  ])('%s', (_name, filter, capabilities, pushed, remaining) => {
    expect(pushDown(filter, capabilities)).toEqual({ pushed, remaining });
  });

  it('keeps the meaning: what was pushed and what remains are the filter', () => {
    fc.assert(
      fc.property(randomFilter, randomCapabilities, randomCandidate, (filter, capabilities, candidate) => {
        const { pushed, remaining } = pushDown(filter, capabilities);

        expect(matches(pushed, candidate) && matches(remaining, candidate)).toBe(matches(filter, candidate));
      }),
      RUNS,
    );
  });

  it('pushes only what is declared, and checks again all that is not exact', () => {
    fc.assert(
      fc.property(randomFilter, randomCapabilities, (filter, capabilities) => {
        const { pushed, remaining } = pushDown(filter, capabilities);
        const support = (condition: Condition) =>
          'field' in condition && capabilities.filters[condition.field]?.[condition.operator];

        for (const condition of pushed) {
          if (!('field' in condition)) expect(capabilities.composes).toBe(true);
          else expect(support(condition)).toBeTruthy();
          if (support(condition) === 'inexact') expect(remaining).toContain(condition);
        }
        for (const condition of filter) expect([...pushed, ...remaining]).toContain(condition);
        const places = pushed.map(toName);
        expect(capabilities.composes || new Set(places).size === places.length).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('names in reports', () => {
  it('are field and operator, or the word that joins', () => {
    expect([open, words, { not: [] }, { or: [] }].map(toName)).toEqual(['status.eq', 'search.words', 'not', 'or']);
  });
});

describe('simplifying', () => {
  const constants = { backend: 'moov-eu', provider: 'MOOV', organization: 'o', owners: null };
  const here: Predicate = { field: 'backend', operator: 'eq', value: 'moov-eu' };
  const elsewhere: Predicate = { field: 'backend', operator: 'eq', value: 'other' };

  it.each<[string, TicketFilter, TicketFilter | null]>([
    ['nothing', [], []],
    ['what it cannot know', [open, mine], [open, mine]],
    ['this backend', [here, open], [open]],
    ['another backend', [elsewhere, open], null],
    ['a list with this backend', [{ field: 'backend', operator: 'in', value: ['x', 'moov-eu'] }], []],
    ['a list without it', [{ field: 'backend', operator: 'in', value: ['x'] }], null],
    ['an empty list', [{ field: 'backend', operator: 'in', value: [] }], null],
    ['all but this one', [{ field: 'backend', operator: 'notIn', value: ['moov-eu'] }], null],
    ['all but others', [{ field: 'backend', operator: 'notIn', value: ['x'] }], []],
    ['a kind of provider', [{ field: 'provider', operator: 'eq', value: 'MOOV' }], []],
    ['another kind', [{ field: 'provider', operator: 'eq', value: 'SIRPORTLY' }], null],
    // Tickets without a user have no organisation, so these stay to be checked.
    [
      'its organisation',
      [{ field: 'organization', operator: 'eq', value: 'o' }],
      [{ field: 'organization', operator: 'eq', value: 'o' }],
    ],
    ['another organisation', [{ field: 'organization', operator: 'eq', value: 'x' }], null],
    [
      'no organisation',
      [{ field: 'organization', operator: 'isNull', value: true }],
      [{ field: 'organization', operator: 'isNull', value: true }],
    ],
    ['other organisations', [{ field: 'organization', operator: 'notIn', value: ['x'] }], []],
    ['two values for one field', [open, { ...open, value: 'NEW' }], null],
    ['the same value twice', [open, open], [open, open]],
    ['not this backend', [{ not: [here] }], null],
    ['not another', [{ not: [elsewhere] }], []],
    ['not both', [{ not: [elsewhere, open] }], []],
    ['not here and open', [{ not: [here, open] }], [{ not: [open] }]],
    ['not contradictory', [{ not: [open, { ...open, value: 'NEW' }] }], []],
    ['or of nothing', [{ or: [] }], null],
    ['or of everything', [{ or: [[open], []] }], []],
    ['or with this backend', [{ or: [[open], [here]] }], []],
    ['or with another', [{ or: [[open], [elsewhere, mine]] }], [{ or: [[open]] }]],
    ['or of only others', [{ or: [[elsewhere], [elsewhere, mine]] }], null],
  ])('%s', (_name, filter, expected) => {
    expect(simplify(filter, constants)).toEqual(expected);
  });

  it('decides nothing about organisations that differ by ticket', () => {
    const filter: TicketFilter = [{ field: 'organization', operator: 'eq', value: 'x' }];

    expect(simplify(filter, { ...constants, organization: null })).toEqual(filter);
  });

  it.each<[string, TicketFilter, TicketFilter | null]>([
    ['an owner', [mine], [mine]],
    ['nobody there', [{ field: 'user', operator: 'eq', value: 'x' }], null],
    ['all but somebody elsewhere', [{ field: 'user', operator: 'notIn', value: ['x'] }], []],
    ['an organisation there', [{ field: 'organization', operator: 'in', value: ['o', 'x'] }], []],
    ['one elsewhere', [{ field: 'organization', operator: 'eq', value: 'x' }], null],
  ])('decides by the owners there can be: %s', (_name, filter, expected) => {
    const owners = [
      { userId: 'u', organizationId: 'o' },
      { userId: null, organizationId: 'o' },
    ];

    expect(simplify(filter, { ...constants, owners })).toEqual(expected);
  });

  it('keeps the meaning for every ticket of the backend', () => {
    fc.assert(
      fc.property(
        randomFilter,
        randomCandidate,
        fc.boolean(),
        fc.boolean(),
        (filter, candidate, isTied, knowsOwners) => {
          const { ticket, provider } = candidate;
          const organization = isTied ? ticket.owner.organizationId : null;
          const owners = knowsOwners ? [ticket.owner, { userId: 'u', organizationId: null }] : null;

          const simple = simplify(filter, { backend: ticket.backend, provider, organization, owners });

          expect(simple !== null && matches(simple, candidate)).toBe(matches(filter, candidate));
        },
      ),
      RUNS,
    );
  });
});
