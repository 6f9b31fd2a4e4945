import { inFile, type Mutation } from './mutation.js';

const WALK = ['test/schema/rules.test.ts', 'test/visibility/scopes.test.ts'];
const DOORS = 'test/visibility/doors.test.ts';
const PARTS = 'test/visibility/parts.test.ts';

const READ = "...requiresScope('support:read'),";
const WRITE = '...requiresScope(...WRITING_SCOPES),';
const GUARDED = "...guardedBy('support:read'),";
const OPEN = "...({ extensions: { access: 'public' } } as const),";

function asIfPublic(query: string, type: string): readonly [string, string, string] {
  return [`${query} needs no scope`, `${READ}\n    type: ${type},`, `${OPEN}\n    type: ${type},`];
}

function unguarded(type: string, source: string): readonly [string, string, string] {
  const head = `builder.objectRef<${source}>('${type}').implement({\n  `;
  return [`${type} needs no scope`, `${head}${GUARDED}`, `${head}${OPEN}`];
}

/** The rules of types and fields, one after the other, and what they are made of. */
export const SCHEMA_RULES: readonly Mutation[] = [
  ...inFile('src/schema/ticket.ts', WALK, [
    unguarded('Ticket', 'TicketData'),
    ['ticket needs no scope', `ticket: t.field({\n    ${READ}`, `ticket: t.field({\n    ${OPEN}`],
    [
      'ticketByNativeId needs no scope',
      `ticketByNativeId: t.field({\n    ${READ}`,
      `ticketByNativeId: t.field({\n    ${OPEN}`,
    ],
  ]),
  ...inFile(
    'src/schema/ticket.ts',
    [PARTS, 'test/gateway/writes/sirportly-message.test.ts', 'test/gateway/four-backends.test.ts', DOORS],
    [
      [
        'a note’s time shows',
        "details?.kind !== 'SIRPORTLY' || canSeeInternalMessages(viewer) ? latestMessageAt : null",
        "details?.kind !== 'SIRPORTLY' || canSeeInternalMessages(viewer) || viewer ? latestMessageAt : null",
      ],
      [
        'a ticket shows messages of another',
        'return isHere ? session.loadMessage({ backend, nativeId }, ref.messageId) : null;',
        'return isHere || ref ? session.loadMessage({ backend: ref.backend, nativeId: ref.ticketNativeId }, ref.messageId) : null;',
      ],
    ],
  ),
  ...inFile('src/schema/ticket-connection.ts', WALK, [
    asIfPublic('tickets', 'TicketConnection'),
    unguarded('TicketConnection', 'TicketConnectionSource'),
    unguarded('TicketEdge', 'TicketEdgeSource'),
  ]),
  ...inFile('src/schema/message-connection.ts', WALK, [
    unguarded('MessageConnection', 'MessageConnectionSource'),
    unguarded('MessageEdge', '{ message: MessageOfTicket; cursor: string }'),
  ]),
  ...inFile('src/schema/message.ts', WALK, [unguarded('Message', 'MessageOfTicket')]),
  ...inFile('src/schema/backend.ts', WALK, [
    unguarded('Backend', 'BackendSource'),
    asIfPublic('backends', '[Backend]'),
  ]),
  ...inFile('src/schema/category.ts', WALK, [
    ['categories needs no scope', "t.field({\n    ...requiresScope('support:read'),", `t.field({\n    ${OPEN}`],
  ]),
  ...inFile('src/schema/statistics/stats.ts', WALK, [asIfPublic('stats', 'Stats'), unguarded('Stats', 'Statistics')]),
  ...inFile('src/schema/writes/update-ticket.ts', WALK, [
    ['updateTicket needs no scope', WRITE, OPEN],
    ['updateTicket needs one scope of two', WRITE, "...requiresScope('support:write'),"],
  ]),
  ...inFile('src/schema/writes/create-ticket.ts', WALK, [
    ['createTicket needs no scope', WRITE, OPEN],
    ['createTicket needs one scope of two', WRITE, "...requiresScope('support:write'),"],
  ]),
  ...inFile('src/schema/writes/add-message.ts', WALK, [
    ['addMessage needs no scope', WRITE, OPEN],
    ['addMessage needs one scope of two', WRITE, "...requiresScope('support:read'),"],
  ]),
  ...inFile('src/schema/user.ts', WALK, [
    [
      'e-mail addresses of users need no scope',
      "email: t.exposeString('email', {\n      ...isCaller,",
      `email: t.exposeString('email', {\n      ${OPEN}`,
    ],
    [
      'names of users need no scope',
      "fullName: t.exposeString('fullName', {\n      ...isCaller,",
      `fullName: t.exposeString('fullName', {\n      ${OPEN}`,
    ],
    [
      'everybody is the caller',
      '({ id }, { viewer }) => id === viewer.userId',
      '({ id }, { viewer }) => id === viewer.userId || true',
    ],
  ]),
  ...inFile(
    'src/schema/contact.ts',
    [...WALK, PARTS],
    [
      [
        'e-mail addresses of contacts need no scope',
        "...requiresScopeUnless<ContactSource>(\n        'user:read',\n        ({ userId }, { viewer }) => userId !== null && userId === viewer.userId,\n      ),",
        OPEN,
      ],
      [
        'nobody’s contact is that of a caller who is nobody',
        'userId !== null && userId === viewer.userId',
        'userId === viewer.userId',
      ],
      ['every contact is the caller', 'userId !== null && userId === viewer.userId', 'userId !== null'],
    ],
  ),
  ...inFile('src/schema/access.ts', WALK, [
    [
      'scopes are printed, not enforced',
      'return { authScopes: { scopes }, ...printed(...scopes) };',
      'return { ...printed(...scopes) };',
    ],
    ['exceptions are the rule', 'passes(parent, context) || { scopes: [scope] }', 'passes(parent, context) || true'],
    [
      'any scope makes exceptions',
      'context.viewer.scopes.has(scope) || passes(parent, context)',
      'context.viewer.scopes.size > 0 || passes(parent, context)',
    ],
  ]),
  ...inFile('src/schema/builder.ts', WALK, [
    [
      'one scope of several will do',
      'scopes.every((scope) => viewer.scopes.has(scope))',
      'scopes.some((scope) => viewer.scopes.has(scope))',
    ],
    [
      'no scope is looked for',
      'scopes.every((scope) => viewer.scopes.has(scope))',
      'scopes.every((scope) => viewer.scopes.has(scope) || true)',
    ],
  ]),
  ...inFile('src/schema/node.ts', WALK, [
    ['node holds no rule', 'if (missing.length > 0) throw forbidden', 'if (missing.length > 99) throw forbidden'],
    [
      'node looks things up before it holds the rule',
      '(type && scopesOf(type)) ?? []',
      "(type && ref.type === 'Ticket' && scopesOf(type)) || []",
    ],
  ]),
  ...inFile(
    'src/schema/ticket-details.ts',
    [
      PARTS,
      'test/gateway/four-backends.test.ts',
      'test/gateway/new-tickets.test.ts',
      'test/gateway/writes/sirportly-update.test.ts',
      DOORS,
    ],
    [
      [
        'the address of a hidden user shows',
        'userId !== null && (await session.loadUser(userId)) ? userUrl : null',
        'userId !== null && session ? userUrl : null',
      ],
      [
        'the number of updates counts notes',
        '(canSeeInternalMessages(viewer) ? updateCount : null)',
        '(canSeeInternalMessages(viewer) || viewer ? updateCount : null)',
      ],
      [
        'who wrote a note shows',
        '(canSeeInternalMessages(viewer) ? lastRespondent : null)',
        '(canSeeInternalMessages(viewer) || viewer ? lastRespondent : null)',
      ],
      [
        'further recipients need no scope',
        "viewer.scopes.has('user:read') ? [...additionalRecipients] : []",
        "viewer.scopes.has('support:read') ? [...additionalRecipients] : []",
      ],
    ],
  ),
  ...inFile(
    'src/schema/connection.ts',
    ['test/schema/connection.test.ts', DOORS],
    [
      [
        'cursors are everybody’s',
        'return JSON.stringify([list, args, toVisibleFilter(viewer)]);',
        'return JSON.stringify([list, args, toVisibleFilter(viewer).length < 0]);',
      ],
      [
        'cursors fit every filter',
        'return JSON.stringify([list, args, toVisibleFilter(viewer)]);',
        'return JSON.stringify([list, typeof args, toVisibleFilter(viewer)]);',
      ],
      [
        'cursors fit every list',
        'return JSON.stringify([list, args, toVisibleFilter(viewer)]);',
        'return JSON.stringify([list.length < 0, args, toVisibleFilter(viewer)]);',
      ],
      ['cursors fit every visibility', 'toVisibleFilter(viewer)]);', '[viewer.userId, viewer.organizationId]]);'],
      [
        'cursors fit every user',
        'toVisibleFilter(viewer)]);',
        "viewer.visibility === 'USER' || toVisibleFilter(viewer)]);",
      ],
      [
        'cursors fit every organisation',
        'toVisibleFilter(viewer)]);',
        "viewer.visibility === 'ORGANIZATION' || toVisibleFilter(viewer)]);",
      ],
    ],
  ),
];
