import { inFile, type Mutation } from './mutation.js';

const BY_ID = 'test/visibility/doors.test.ts';

/** Whose a ticket is and whom a message is for, as each provider reads it. */
export const PROVIDERS: readonly Mutation[] = [
  ...inFile(
    'src/providers/ev-energy/message-mapping.ts',
    ['test/providers/ev-energy/mapping.test.ts', 'test/providers/ev-energy/reads.test.ts'],
    [
      [
        'messages of an unknown kind are public',
        "visibility: type === null ? 'INTERNAL' : 'PUBLIC',",
        "visibility: type === null ? 'PUBLIC' : 'PUBLIC',",
      ],
    ],
  ),
  ...inFile(
    'src/providers/ev-energy/organizations.ts',
    [
      'test/providers/ev-energy/mapping.test.ts',
      'test/providers/ev-energy/reads.test.ts',
      'test/providers/ev-energy/list.test.ts',
    ],
    [
      [
        'tickets of nobody are the organisation’s',
        '(userId) => (userId === null ? null : organization)',
        '() => organization',
      ],
    ],
  ),
  ...inFile(
    'src/providers/sirportly/message-mapping.ts',
    ['test/providers/sirportly/mapping.test.ts'],
    [['private updates are public', "update.private ? 'INTERNAL' : 'PUBLIC'", "update.private ? 'PUBLIC' : 'PUBLIC'"]],
  ),
  ...inFile(
    'src/providers/sirportly/owners.ts',
    ['test/providers/sirportly/owners.test.ts'],
    [
      [
        'one of two links counts',
        'return others.length === 0 ? linked : null;',
        'return others.length < 9 ? linked : null;',
      ],
      ['an address counts beside a link', 'if (linked === null) return', 'if (linked !== undefined) return'],
    ],
  ),
  ...inFile(
    'src/providers/sirportly/organizations.ts',
    [
      'test/providers/sirportly/owners.test.ts',
      'test/providers/sirportly/mapping.test.ts',
      'test/providers/sirportly/list.test.ts',
    ],
    [
      [
        'an unknown organisation leaves it to the company',
        'organizations ? (organizations.get(value) ?? null) : value',
        "organizations ? (organizations.get(value) ?? companies.get(toComparable(contact?.company ?? ''))) : value",
      ],
      [
        'a ticket without its custom fields is the company’s',
        'if (organizationField !== undefined && custom_fields === undefined) return null;',
        '',
      ],
    ],
  ),
  ...inFile(
    'src/providers/sirportly/requester.ts',
    ['test/providers/sirportly/create.test.ts'],
    [
      [
        'tickets are opened in the name of any address',
        'userId === null || (await isVerifiedAddress(given, userId, context))',
        'userId === null || context !== undefined',
      ],
    ],
  ),
  ...inFile(
    'src/providers/moov/finder.ts',
    ['test/providers/moov/reads.test.ts', BY_ID],
    [
      [
        'accounts of others are looked into',
        'accounts.filter(({ owner }) => mayOwn(owner))',
        'accounts.filter(({ owner }) => mayOwn(owner) || true)',
      ],
      [
        'the account that a hidden ticket was seen in is asked for it',
        'if (known && mayOwn(known.account.owner)) return',
        'if (known) return',
      ],
    ],
  ),
  ...inFile(
    'src/providers/moov/query.ts',
    ['test/providers/moov/query.test.ts'],
    [
      [
        'accounts of others are listed',
        'predicates.every((predicate) => mayHold(predicate, account))',
        'predicates.every((predicate) => mayHold(predicate, account) || true)',
      ],
      [
        'a filter that is not known widens the list',
        'throw new Error(`Moov does not evaluate ${toName(condition)}.`);',
        'return condition as Predicate;',
      ],
    ],
  ),
  ...inFile(
    'src/providers/moov/choose-account.ts',
    ['test/providers/moov/create.test.ts'],
    [
      [
        'tickets are opened in accounts of others',
        'mayOwn(account.owner) && fits',
        '(mayOwn(account.owner) || true) && fits',
      ],
    ],
  ),
  ...inFile(
    'src/providers/local/owner-issues.ts',
    ['test/providers/local/create.test.ts'],
    [
      [
        'tickets are opened for owners that are hidden',
        'request.mayOwn(toOwner(request, found))) return issues;',
        'request) return issues;',
      ],
    ],
  ),
  ...inFile(
    'src/providers/sirportly/query.ts',
    ['test/providers/sirportly/list.test.ts'],
    [
      [
        'a filter that is not known widens the list',
        "throw new Error(`Sirportly does not list by ${filter.map(toName).join(', ')}.`);",
        'return null;',
      ],
    ],
  ),
  ...inFile(
    'src/store/sql/message-condition.ts',
    ['test/store/sql/ticket-filters.test.ts', 'test/providers/local/local.test.ts', 'test/conformance/local.test.ts'],
    [
      [
        'the store searches internal notes',
        "if (messages === 'PUBLIC' || words.length === 0)",
        'if (words.length === 0)',
      ],
      [
        'the store ignores whom a message is for',
        'return equals(sql`m.visibility`, predicate.value);',
        'return equals(sql`m.visibility`, predicate.value) && sql`true`;',
      ],
    ],
  ),
  ...inFile(
    'src/store/sql/message-effects.ts',
    ['test/providers/local/add-message.test.ts', BY_ID],
    [
      [
        'a note moves the time of its ticket',
        "visibility === 'PUBLIC' && createdAt !== null",
        'visibility !== null && createdAt !== null',
      ],
    ],
  ),
  ...inFile(
    'src/store/sql/collect-words.ts',
    ['test/store/sql/ticket-filters.test.ts', 'test/providers/local/local.test.ts', 'test/conformance/local.test.ts'],
    [],
  ),
];
