import { inFile, type Mutation } from './mutation.js';

const VISIBILITY = 'test/federation/visibility.test.ts';
const UPDATE = ['test/federation/writes/update.test.ts', VISIBILITY];
const CREATE = ['test/federation/writes/create.test.ts'];
const ADD = ['test/federation/writes/add-message.test.ts'];

/** The checks on the way of a write. */
export const WRITES: readonly Mutation[] = [
  ...inFile('src/federation/writes/update.ts', UPDATE, [
    [
      'hidden tickets are written',
      "if ((await loadTicket(ref)) === null) return { outcome: 'NOT_FOUND' };",
      'await loadTicket(ref);',
    ],
    [
      'a ticket that changed hands is shown',
      'ticket && !canSeeTicket(viewer, ticket.owner)',
      'ticket && !canSeeTicket(viewer, ticket.owner) && ticket === null',
    ],
    ['a conflict shows a ticket that changed hands', 'return outcome.current;', 'return null;'],
    ['an update shows a ticket that changed hands', 'return outcome.ticket;', 'return null;'],
    [
      'staff’s fields are everybody’s to write',
      'refuse(backend, changes) ?? refuseFields(changes, asking.viewer, provider.capabilities)',
      'refuse(backend, changes)',
    ],
  ]),
  ...inFile('src/federation/writes/add-message.ts', ADD, [
    [
      'messages are added to hidden tickets',
      "if ((await reads.loadTicket(request.ref)) === null) return { outcome: 'NOT_FOUND' };",
      'await reads.loadTicket(request.ref);',
    ],
    [
      'a message shows a ticket that changed hands',
      "outcome.outcome === 'ADDED' && !canSeeTicket(viewer, outcome.ticket.owner)",
      "outcome.outcome === 'ADDED' && !canSeeTicket(viewer, outcome.ticket.owner) && outcome.message === null",
    ],
    [
      'everybody writes internal notes',
      'if (canSeeInternalMessages(viewer)) return null;',
      'if (canSeeInternalMessages(viewer) || viewer) return null;',
    ],
    [
      'customers write internal notes',
      "if (type === 'CUSTOMER_RESPONSE' && visibility === 'PUBLIC') return null;",
      "if (type === 'CUSTOMER_RESPONSE') return null;",
    ],
    [
      'customers speak as staff',
      "if (type === 'CUSTOMER_RESPONSE' && visibility === 'PUBLIC') return null;",
      "if (visibility === 'PUBLIC') return null;",
    ],
    [
      'a repeat tells of a ticket that is hidden',
      "return found ? { outcome: 'ADDED', ...found } : { outcome: 'NOT_FOUND' };",
      "return found ? { outcome: 'ADDED', ...found } : invalid(['idempotencyKey'], 'was used');",
    ],
  ]),
  ...inFile('src/federation/writes/create.ts', CREATE, [
    [
      'staff’s fields are everybody’s to give',
      'refuse(backend, request.fields) ?? refuseFields(request.fields, asking.viewer, backend.provider.capabilities)',
      'refuse(backend, request.fields)',
    ],
    [
      'a new ticket that is hidden is shown',
      "outcome.outcome !== 'CREATED' || canSeeTicket(viewer, outcome.ticket.owner)",
      "outcome.outcome !== 'CREATED' || canSeeTicket(viewer, outcome.ticket.owner) || outcome",
    ],
    [
      'any address may be named',
      'return (await refuseForeignAddress(fields, owner, viewer, directory)) ?? owner;',
      'return (await refuseForeignAddress({}, owner, viewer, directory)) ?? owner;',
    ],
    [
      'backends choose any owner',
      'const mayOwn = (candidate: Owner) => canSeeTicket(asking.viewer, candidate);',
      'const mayOwn = (candidate: Owner) => canSeeTicket(asking.viewer, candidate) || true;',
    ],
    ['an owner is nobody’s to refuse', "if ('outcome' in owner) return owner;\n      const wanted", 'const wanted'],
  ]),
  ...inFile('src/federation/writes/owner.ts', CREATE, [
    [
      'tickets are opened for strangers',
      'return canSeeTicket(viewer, owner) ? owner : invalid',
      'return canSeeTicket(viewer, owner) || owner ? owner : invalid',
    ],
    [
      'tickets are opened for people who are hidden',
      'if (userId !== null && user === null && userId !== viewer.userId) return invalid',
      "if (userId === '' && user === null && userId !== viewer.userId) return invalid",
    ],
    [
      'an organisation opens tickets of another one',
      'organizationId: user?.organizationId ?? viewer.organizationId };',
      'organizationId: viewer.organizationId };',
    ],
    [
      'everybody names any address',
      "if (requesterEmail === undefined || visibility === 'ALL') return null;",
      'if (requesterEmail === undefined || visibility) return null;',
    ],
    [
      'an address of anybody in the directory will do',
      'owner.userId !== null && users.get(address) === owner.userId',
      'owner.userId !== null && users.has(address)',
    ],
    [
      'nobody’s tickets may name an address of nobody',
      'owner.userId !== null && users.get(address) === owner.userId',
      '(users.get(address) ?? null) === owner.userId',
    ],
  ]),
  ...inFile(
    'src/federation/writes/refusals.ts',
    [...UPDATE, ...CREATE],
    [
      [
        'staff’s fields are open',
        'if (canSeeInternalMessages(viewer)) return null;',
        'if (canSeeInternalMessages(viewer) || viewer) return null;',
      ],
      [
        'staff’s custom fields are open',
        'filter((name) => open?.includes(name) === false)',
        'filter((name) => open?.includes(name) === null)',
      ],
      [
        'Sirportly’s fields are open',
        ".filter((field) => field.startsWith('sirportly.'))",
        ".filter((field) => field.startsWith('sirportly!'))",
      ],
      [
        'everybody gives tickets away',
        "if (viewer.visibility === 'ALL') return null;",
        'if (viewer.visibility) return null;',
      ],
      [
        'custom fields give tickets away',
        'owningCustomFields.filter((name) => Object.hasOwn(fields.customFields ?? {}, name))',
        'owningCustomFields.filter((name) => Object.hasOwn({}, name))',
      ],
      [
        'contacts give tickets away',
        'OWNING_FIELDS.filter((field) => field in fields)',
        'OWNING_FIELDS.filter((field) => field in {})',
      ],
      [
        'owning fields are not refused',
        'return refuseOwning(fields, viewer, capabilities) ?? refuseStaffFields',
        'return refuseStaffFields',
      ],
      [
        'staff’s fields are not refused',
        'return refuseOwning(fields, viewer, capabilities) ?? refuseStaffFields(fields, viewer, capabilities);',
        'return refuseOwning(fields, viewer, capabilities);',
      ],
    ],
  ),
  ...inFile(
    'src/federation/writes/once.ts',
    [...CREATE, ...ADD],
    [
      [
        'keys are everybody’s',
        'return JSON.stringify([operation, userId, ...(userId === null ? [visibility, organizationId] : [])]);',
        'return JSON.stringify([operation, userId === visibility, organizationId === userId]);',
      ],
      ['keys of all organisations are one', '[visibility, organizationId] : []', '[visibility] : []'],
      [
        'a key is good for another input',
        "case 'OTHER_INPUT':\n      return invalid(",
        "case 'OTHER_INPUT':\n      return steps.recall('') ?? invalid(",
      ],
    ],
  ),
];
