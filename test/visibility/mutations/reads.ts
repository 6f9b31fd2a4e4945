import { inFile, type Mutation } from './mutation.js';

const LISTS = ['test/federation/visibility.test.ts', 'test/federation/internal-messages.test.ts'];
const DOORS = 'test/visibility/doors.test.ts';
const TAMPERED = 'test/visibility/tampered.test.ts';

/** The places on the way of a read that hold the rules. */
export const READS: readonly Mutation[] = [
  ...inFile(
    'src/federation/plan.ts',
    [...LISTS, 'test/federation/list-requests.test.ts', DOORS, 'test/visibility/oracle.test.ts'],
    [
      [
        'no question holds the rule',
        'const left = rule && asked && [...rule, ...asked];',
        'const left = rule && asked;',
      ],
      [
        'backends that hold nothing for the caller are asked',
        'const left = rule && asked && [...rule, ...asked];',
        'const left = asked && [...(rule ?? []), ...asked];',
      ],
      [
        'no question is limited to readable messages',
        'const readable = limitToReadableMessages(viewer, filter);',
        'const readable = filter;',
      ],
      [
        'it shows whose organisation a backend is of',
        'organization: isOwn ? organization : null,',
        'organization: isOwn ? organization : organization,',
      ],
      [
        'it shows whose accounts a backend has',
        'owners?.filter((owner) => canSeeTicket(viewer, owner)) ?? null',
        'owners',
      ],
      [
        'reading hidden tickets is not told apart',
        'readsHidden: remaining.some((condition) => own.has(toName(condition))),',
        'readsHidden: remaining.length < 0 && own.size > 0 && toName !== undefined,',
      ],
    ],
  ),
  ...inFile(
    'src/federation/plan-question.ts',
    ['test/federation/visibility.test.ts'],
    [
      [
        'backends are asked about people who are hidden',
        '(await seesUsersOf(filter, asking))',
        '(await seesUsersOf([], asking))',
      ],
      [
        'who is not in the directory is asked about',
        'users.get(id) ?? { id, organizationId: null }',
        'users.get(id) ?? { id, organizationId: viewer.organizationId }',
      ],
      ['an organisation asks about everybody', "viewer.visibility !== 'ORGANIZATION'", "viewer.visibility !== 'USER'"],
    ],
  ),
  ...inFile(
    'src/federation/judge.ts',
    [...LISTS, TAMPERED, 'test/federation/list-filters.test.ts'],
    [
      [
        'rows are not held against the rule',
        'canSeeTicket(viewer, ticket.owner) &&',
        'canSeeTicket !== undefined && viewer !== null &&',
      ],
      [
        'what was pushed is not checked again',
        'const cheap = [...split(plan.pushed)[1], ...withoutMessages];',
        'const cheap = withoutMessages;',
      ],
      [
        'what remains is not checked',
        'const cheap = [...split(plan.pushed)[1], ...withoutMessages];',
        'const cheap = split(plan.pushed)[1];',
      ],
      [
        'a filter by messages is not checked',
        'if (withMessages.length === 0) return { judged',
        'if (withMessages.length >= 0) return { judged',
      ],
      [
        'rows before the cursor come again',
        '(after === null || !isUpTo(toKey(ticket, order.field), after, order)) &&',
        '(after === null || isUpTo !== undefined) &&',
      ],
    ],
  ),
  ...inFile(
    'src/federation/scan.ts',
    [
      'test/federation/search-scan.test.ts',
      'test/federation/list-paging.test.ts',
      'test/federation/list-order.test.ts',
    ],
    [
      [
        'hidden rows tell how far the conversations were read',
        'isUpTo(last, listedUpTo, order) ? last : listedUpTo;',
        'isUpTo(last, listedUpTo, order) ? listedUpTo : listedUpTo;',
      ],
      [
        'a row that is listed twice is two rows',
        'if (isWanted(row)) accepted.set(row.ticket.nativeId, row)',
        'if (isWanted(row)) accepted.set(`${row.ticket.nativeId} ${accepted.size}`, row)',
      ],
    ],
  ),
  ...inFile(
    'src/federation/ticket-loader.ts',
    [
      'test/federation/visibility.test.ts',
      'test/federation/ticket-loader.test.ts',
      'test/providers/moov/reads.test.ts',
      DOORS,
    ],
    [
      [
        'tickets by id are not held against the rule',
        '(isHidden(slot, asking) ? null : slot)',
        '(isHidden(slot, asking) && slot === null ? null : slot)',
      ],
      [
        'backends of others are asked by id',
        'if (!mayShow(backend, asking.viewer)) return',
        'if (mayShow(backend, asking.viewer) === undefined) return',
      ],
      [
        'accounts of others are asked by id',
        '(owner: Owner) => canSeeTicket(asking.viewer, owner);',
        '(owner: Owner) => canSeeTicket(asking.viewer, owner) || true;',
      ],
      [
        'tickets of different backends are one',
        'return `${backend.length} ${backend}${nativeId}`;',
        'return `${backend.length} ${nativeId}`;',
      ],
    ],
  ),
  ...inFile(
    'src/federation/load-by-backend.ts',
    ['test/federation/ticket-loader.test.ts', 'test/federation/conversations.test.ts'],
    [['a slot answers another key', 'slots[slot] ?? null', 'slots[slots.length - 1 - slot] ?? null']],
  ),
  ...inFile(
    'src/auth/visibility.ts',
    ['test/visibility/shared-queries/ends.test.ts'],
    [
      [
        'how soon a conversation comes tells whether notes are in it',
        'return canSeeInternalMessages(viewer) ? messages',
        "return messages.every(({ visibility }) => visibility === 'PUBLIC') || canSeeInternalMessages(viewer) ? messages",
      ],
    ],
  ),
  ...inFile(
    'src/federation/reads.ts',
    [...LISTS, 'test/federation/custom-fields.test.ts', 'test/gateway/node.test.ts', DOORS],
    [
      ['internal notes are readable', 'toReadableMessages(asking.viewer, conversation)', 'conversation'],
      [
        'messages of hidden tickets are readable',
        'if (!canSeeTicket(asking.viewer, ticket.owner)) return [];',
        'if (!canSeeTicket(asking.viewer, ticket.owner) && ticket === null) return [];',
      ],
      [
        'messages by id are read past the rules',
        'conversation.find(({ message }) => message.id === messageId) ?? null',
        '(await messages.load(ref))?.filter((message) => message.id === messageId).map((message) => ({ ticket: ticket as Ticket, message }))[0] ?? null',
      ],
      [
        'staff’s own fields are readable',
        'return whole && toReadableFields(whole, asking);',
        'return whole && (toReadableFields(whole, asking) && whole.customFields);',
      ],
    ],
  ),
  ...inFile(
    'src/federation/custom-fields.ts',
    ['test/federation/custom-fields.test.ts'],
    [
      [
        'every custom field is public',
        'open === undefined || canSeeInternalMessages(viewer)',
        'open !== null || canSeeInternalMessages(viewer)',
      ],
      [
        'no custom field is filtered',
        'filter(([name]) => open.includes(name))',
        'filter(([name]) => open.includes(name) || true)',
      ],
    ],
  ),
  ...inFile(
    'src/federation/user-loader.ts',
    ['test/federation/visibility.test.ts', 'test/federation/people.test.ts', DOORS],
    [
      [
        'users are asked about others',
        "return viewer.visibility !== 'USER' || id === viewer.userId;",
        'return viewer.visibility !== undefined || id === viewer.userId;',
      ],
      [
        'who is hidden is looked for nowhere else',
        'askable.filter((id) => toVisible(id, find(id), asking) === null)',
        'askable.filter((id) => find(id) === null)',
      ],
      [
        'a failure tells who is in the directory',
        'answer instanceof ProviderError ? answer : (find(id) ?? answer)',
        'find(id) ?? answer',
      ],
      [
        'people are not held against the rule',
        'return canSeeUser(viewer, user ?? { id, organizationId: null }) ? user : null;',
        'return canSeeUser(viewer, user) || user ? user : null;',
      ],
      [
        'backends of others are asked about people',
        "return viewer.visibility !== 'ORGANIZATION' || organizationId === viewer.organizationId;",
        'return viewer.visibility !== undefined || organizationId === viewer.organizationId;',
      ],
    ],
  ),
  ...inFile(
    'src/federation/organization-loader.ts',
    ['test/federation/visibility.test.ts', DOORS],
    [
      [
        'every organisation is visible',
        "return viewer.visibility === 'ALL' || id === viewer.organizationId;",
        'return viewer.visibility !== undefined || id === viewer.organizationId;',
      ],
      [
        'membership of any organisation shows all',
        '!undecided.includes(id) || id === membership',
        '!undecided.includes(id) || membership !== null',
      ],
      [
        'an organisation is visible by its absence',
        "viewer.visibility === 'ALL' || id === viewer.organizationId",
        "viewer.visibility !== 'USER' || id === viewer.organizationId",
      ],
    ],
  ),
  ...inFile(
    'src/federation/report.ts',
    ['test/federation/list-requests.test.ts', 'test/visibility/statistics-doors.test.ts', DOORS],
    [
      [
        'the number of pages tells of hidden tickets',
        'plan.readsHidden ? Math.min(upstreamRequests, 1) : upstreamRequests',
        'plan.readsHidden ? Math.min(upstreamRequests, 1000) : upstreamRequests',
      ],
      [
        'the report names what a token may see',
        '.filter((name) => ownNames.has(name))',
        '.filter((name) => ownNames.has(name) || name !== "")',
      ],
    ],
  ),
  ...inFile(
    'src/federation/count.ts',
    ['test/federation/list-totals.test.ts'],
    [
      [
        'backends count by a filter that they cannot evaluate',
        '!isCountable(filter, provider.capabilities)',
        '!isCountable([], provider.capabilities)',
      ],
      [
        'backends count without the filter',
        'provider.aggregate({ filter, measures: [], timeZones: [] }, call)',
        'provider.aggregate({ filter: filter.slice(0, 0), measures: [], timeZones: [] }, call)',
      ],
      [
        'a count holds rows that did not pass',
        "return { value: scan.passed, precision: 'EXACT' };",
        "return { value: scan.passed + 1, precision: 'EXACT' };",
      ],
    ],
  ),
  ...inFile(
    'src/federation/statistics/aggregate-backend.ts',
    [
      'test/federation/statistics/statistics.test.ts',
      'test/federation/statistics/kept.test.ts',
      'test/visibility/statistics-doors.test.ts',
    ],
    [
      [
        'kept statistics are everybody’s',
        'toCanonicalJson([whose, plan.filter, ',
        'toCanonicalJson([whose.length, request.filter, ',
      ],
      [
        'a question does not say whose tickets',
        'toCanonicalJson([whose, plan.filter, ',
        'toCanonicalJson([whose.length, plan.filter, ',
      ],
      ['backends measure by the caller’s filter alone', '{ ...request, filter: plan.filter }', '{ ...request }'],
      [
        'backends measure by a filter that they cannot evaluate',
        '!isCountable(filter, capabilities)',
        '!isCountable(filter.slice(0, 0), capabilities)',
      ],
    ],
  ),
  ...inFile(
    'src/federation/cursor.ts',
    ['test/federation/cursor.test.ts', DOORS],
    [
      [
        'cursors fit every question',
        'if (belongsTo !== fingerprint(question)) {',
        'if (belongsTo !== fingerprint(question) && belongsTo === "") {',
      ],
      [
        'cursors can be edited',
        "decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')",
        "decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8')",
      ],
      [
        'cursors can be read',
        "return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');",
        "return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag(), Buffer.from(text)]).toString('base64url');",
      ],
      ['one cursor has many spellings', " || bytes.toString('base64url') !== cursor", ''],
    ],
  ),
  ...inFile(
    'src/provider/push-down.ts',
    ['test/provider/push-down.test.ts'],
    [
      [
        'what is not supported is left out',
        "if (!goesUp || support === 'inexact') remaining.push(condition);",
        "if (support === 'inexact') remaining.push(condition);",
      ],
      ['what is inexact is not checked again', "if (!goesUp || support === 'inexact')", 'if (!goesUp)'],
      [
        'an or without branches lets everything pass',
        'if (branches.length === 0) return false;',
        'if (branches.length === 0) return true;',
      ],
      [
        'two owners that contradict each other are one',
        'return known !== undefined && known !== condition.value;',
        'return known !== undefined && known === condition.value;',
      ],
      [
        'a backend of another organisation may hold everything',
        'return actual === value;',
        'return actual === value || actual !== null;',
      ],
    ],
  ),
  ...inFile(
    'src/ticket/matches.ts',
    ['test/ticket/matches.test.ts', 'test/federation/internal-messages.test.ts'],
    [
      [
        'a search looks into internal notes',
        "which === 'ALL' || visibility === 'PUBLIC'",
        "which !== null || visibility === 'PUBLIC'",
      ],
      [
        'a search looks into no internal note for staff',
        "which === 'ALL' || visibility === 'PUBLIC'",
        "which === null || visibility === 'PUBLIC'",
      ],
      [
        'an or without branches holds',
        'return condition.or.some((branch) => matches(branch, candidate));',
        'return condition.or.length === 0 || condition.or.some((branch) => matches(branch, candidate));',
      ],
      [
        'a filter for an owner holds for nobody’s',
        'return valueOf(predicate.field, candidate) === predicate.value;',
        'return (valueOf(predicate.field, candidate) ?? predicate.value) === predicate.value;',
      ],
    ],
  ),
];
