import { inFile, type Mutation } from './mutation.js';

const DOORS = 'test/visibility/shared-answers.test.ts';
const FRONT = 'test/gateway/shared-answers.test.ts';
const UNIT = 'test/provider/http/upstream-client/shared-answers.test.ts';
const ANSWERS = 'test/operation/shared-answers.test.ts';
const ENDS = 'test/visibility/shared-queries/ends.test.ts';
const HOLDS = 'test/federation/holds.test.ts';
const CHANGES = 'test/store/changes.test.ts';
const QUERIES = 'test/visibility/shared-queries.test.ts';
const READS = 'test/provider/http/upstream-client/shared-reads.test.ts';

/** What answers to others may be used for, and by whom. */
export const SHARING: readonly Mutation[] = [
  ...inFile(
    'src/federation/session.ts',
    [FRONT],
    [
      [
        'whether a ticket may be written to is taken from what others were told',
        'createReads({ ...asking, asksAnew: true, ticketFields: undefined }, directory)',
        'createReads({ ...asking, ticketFields: undefined }, directory)',
      ],
    ],
  ),
  ...inFile(
    'src/federation/asking.ts',
    [DOORS],
    [
      [
        'by id, everybody is given what others were told',
        'sharedAmong: isById ? toAudience(viewer) : undefined',
        'sharedAmong: isById ? String(toAudience(viewer).length > 0) : undefined',
      ],
    ],
  ),
  ...inFile(
    'src/provider/http/kept-answers.ts',
    [UNIT],
    [
      [
        'after a write, what others were told before it still serves',
        'return turn > writtenAfter && ageMs >= 0',
        'return turn + writtenAfter > 0 && ageMs >= 0',
      ],
      ['what others were told serves without an end', 'ageMs >= 0 && ageMs < lifeMs', 'ageMs >= 0 && lifeMs > 0'],
      [
        'what was told before serves as what is told now',
        'known?.number === number ? known : revalidated',
        'known ?? revalidated',
      ],
    ],
  ),
  ...inFile(
    'src/provider/http/kept/question.ts',
    [UNIT, READS],
    [
      [
        'what others were told as another user serves',
        'const { authorization: _token, ...rest } = headers;',
        "const { authorization: _token, 'x-act-as': _user, ...rest } = headers;",
      ],
      [
        'by id, everybody is given what others are reading',
        "const among = request.purpose === 'token' ? '' : sharedAmong;",
        "const among = request.purpose === 'token' ? sharedAmong : '';",
      ],
    ],
  ),
  ...inFile(
    'src/store/kept-directory.ts',
    ['test/store/kept-directory.test.ts'],
    [
      [
        'people are seen as who they were before the directory changed',
        'forgets.forEach((forget) => forget());',
        'forgets.at(0);',
      ],
      [
        'people of one backend are those of another',
        'return JSON.stringify([backend, key])',
        'return JSON.stringify([backend.length > 0, key])',
      ],
    ],
  ),
  ...inFile(
    'src/provider/once-for.ts',
    ['test/provider/once-for.test.ts', DOORS],
    [
      [
        'a ticket stays whose it was when others were told of it',
        'if (known && isSame(known.rest, rest)) return known.value;',
        'if (known) return known.value;',
      ],
    ],
  ),
  ...inFile(
    'src/auth/watched-viewer.ts',
    [QUERIES],
    [
      ['answers to one user are given to others', "return this.#look('userId');", 'return this.#viewer.userId;'],
      [
        'answers to one organisation are given to others',
        "return this.#look('organizationId');",
        'return this.#viewer.organizationId;',
      ],
      [
        'answers to those who see everything are given to others',
        "return this.#look('visibility');",
        'return this.#viewer.visibility;',
      ],
      [
        'callers are told when the token of another expires',
        "return this.#look('tokenExpiresAt');",
        'return this.#viewer.tokenExpiresAt;',
      ],
      ['nothing that was looked at is remembered', 'this.#traits.add(part);\n', ''],
      ['answers to those with a scope are given to those without', 'this.#traits.add(`scope ${scope}`);\n', ''],
      [
        'callers are told how many scopes others have',
        "get size(): number {\n    this.#traits.add('scopes');",
        'get size(): number {',
      ],
      [
        'callers are told the scopes of others',
        "[Symbol.iterator](): Iterator<string> {\n    this.#traits.add('scopes');",
        '[Symbol.iterator](): Iterator<string> {',
      ],
      [
        'one scope is as good as another',
        '[trait, valueOf(viewer, trait)]',
        "[trait.replace(/scope .*/, 'scope'), true]",
      ],
      ['having a scope is having none', "return viewer.scopes.has(trait.slice('scope '.length));", 'return trait;'],
      ['as many scopes are the same scopes', 'return [...viewer.scopes];', 'return viewer.scopes.size;'],
      ['one user is like another', "case 'userId':\n    case", "case 'userId':\n      return trait;\n    case"],
      ['one organisation is like another', "case 'organizationId':\n", "case 'organizationId':\n      return trait;\n"],
      ['one visibility is like another', "case 'visibility':\n", "case 'visibility':\n      return trait;\n"],
      ['one token is like another', "case 'tokenExpiresAt':\n", "case 'tokenExpiresAt':\n      return trait;\n"],
    ],
  ),
  ...inFile(
    'src/operation/shared-answers.ts',
    [ANSWERS, ENDS, QUERIES],
    [
      [
        'answers are given to whoever asks the same',
        'return `${describeViewer(viewer, traits)}\\n${question}`;',
        'return `${describeViewer(viewer, []).length + traits.length}\\n${question}`;',
      ],
      [
        'answers are given to whoever asks something',
        'return `${describeViewer(viewer, traits)}\\n${question}`;',
        'return `${describeViewer(viewer, traits)}\\n${question.length < 0}`;',
      ],
      [
        'answers are given after what they rest on has ended',
        'if (known?.answer && known.holds()) return known.answer;',
        'if (known?.answer) return known.answer;',
      ],
      [
        'what is for its caller alone is given to others',
        'if (!(result instanceof RenderedAnswer) || !holds?.()) return result;',
        'if (!(result instanceof RenderedAnswer) || holds?.() === false) return result;\n    if (!holds) return keep(question, viewer, { ...run, holds: () => true });',
      ],
      [
        'how soon one is answered tells that a stranger is looking',
        'return places.filter((place) => kept.has(place));',
        'return places;',
      ],
      [
        'who waits is given whatever came of it',
        'return within(waitMs, running).then(() => find(question, viewer));',
        'return running.then(() => [...kept.values()].find(({ answer }) => answer)?.answer ?? null);',
      ],
    ],
  ),
  ...inFile(
    'src/operation/run-operation.ts',
    [ENDS, QUERIES],
    [
      [
        'answers with errors are given to others',
        'return result.errors || result.extensions ?',
        'return result.extensions ?',
      ],
      [
        'answers of one operation are given to those who ask for another',
        'JSON.stringify([id, operationName, variables])',
        'JSON.stringify([id, operationName === undefined, variables])',
      ],
      [
        'answers are given whatever the variables',
        'JSON.stringify([id, operationName, variables])',
        'JSON.stringify([id, operationName, typeof variables])',
      ],
      [
        'answers are given whatever the query',
        'JSON.stringify([id, operationName, variables])',
        'JSON.stringify([id < 0, operationName, variables])',
      ],
      ['writes are answered with what others were told', 'type !== OperationTypeNode.QUERY || ', ''],
      ['what a query cost somebody else is told', ' || extensions?.cost', ''],
    ],
  ),
  ...inFile(
    'src/federation/basis.ts',
    [HOLDS, ENDS, QUERIES],
    [
      ['answers rest on reads that nobody vouches for', ' || begun !== reads.length', ''],
      ['what is for its caller alone has a basis', 'isForCaller || begun', 'begun'],
      ['answers outlive what is changed here', 'changes() === changesBefore && ', ''],
      ['one read that holds is enough', 'reads.every((holds) => holds())', 'reads.some((holds) => holds())'],
      ['the first read is enough', 'reads.every((holds) => holds())', 'reads.slice(0, 1).every((holds) => holds())'],
      ['answers outlive what they were read from', 'reads.every((holds) => holds())', 'reads.length >= 0'],
    ],
  ),
  ...inFile(
    'src/federation/asking.ts',
    [HOLDS, ENDS, QUERIES],
    [
      [
        'backends that tell of no reads are taken to make none',
        'if (!backend.provider.tellsBasis) basis.keepToCaller();',
        '',
      ],
    ],
  ),
  ...inFile(
    'src/federation/federation.ts',
    [HOLDS, ENDS, QUERIES],
    [
      ['answers outlive writes', '    writes += 1;\n', ''],
      ['answers outlive what is stored', 'options.changes() + writes', 'writes'],
    ],
  ),
  ...inFile(
    'src/federation/plan-question.ts',
    [HOLDS, ENDS, QUERIES],
    [['what failed for one caller fails for others', '    basis.keepToCaller();\n', '']],
  ),
  ...inFile(
    'src/federation/ticket-list.ts',
    [HOLDS, ENDS, QUERIES],
    [
      [
        'lists that are not whole are given to others',
        "if (report.outcome !== 'COMPLETE') asking.basis.keepToCaller();",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/federation/category-loader.ts',
    [HOLDS],
    [['labels that are missing for one caller are missing for others', '    asking.basis.keepToCaller();\n', '']],
  ),
  ...inFile(
    'src/federation/statistics/statistics.ts',
    [HOLDS, ENDS, QUERIES],
    [['statistics are kept twice', '  asking.basis.keepToCaller();\n', '']],
  ),
  ...inFile(
    'src/federation/writes/send.ts',
    [HOLDS, ENDS, QUERIES],
    [
      [
        'nobody hears of writes',
        'if (mayBeWritten) asking.onWritten(backend.key);',
        'if (!mayBeWritten) asking.onWritten(backend.key);',
      ],
    ],
  ),
  ...inFile(
    'src/schema/of-this-moment.ts',
    [ENDS, QUERIES],
    [['what is of this moment is given to others', '  basis.keepToCaller();\n', '']],
  ),
  ...inFile(
    'src/provider/http/kept-answers.ts',
    [ENDS, QUERIES, UNIT],
    [
      ['reads begin without being told', '    call.basis?.begin();\n    if (known &&', '    if (known &&'],
      [
        'reads whose answers are never kept are not told of',
        "if (request.purpose !== 'token') call.basis?.begin();",
        '',
      ],
      [
        'what others were told is fresh for ever',
        'basis?.restOn(() => isFresh(life));',
        'basis?.restOn(() => life.turn > 0);',
      ],
      [
        'what is not to be kept is vouched for',
        'if (life) tellBasis(call, life);',
        'if (life || call.basis) call.basis?.restOn(() => true);',
      ],
    ],
  ),
  ...inFile(
    'src/store/store.ts',
    [CHANGES, ENDS, QUERIES],
    [
      ['nobody hears that something was stored', 'if (!isRead) onChange();', 'if (isRead) onChange();'],
      [
        'nobody hears that the directory forgot',
        'keepAnswers(createDirectory(db), onChange)',
        'keepAnswers(createDirectory(db))',
      ],
    ],
  ),
  ...inFile(
    'src/store/kept-directory.ts',
    [CHANGES, ENDS, QUERIES],
    [['nobody is told that the directory has changed', '      onChange();\n', '']],
  ),
  ...inFile(
    'src/store/is-read.ts',
    ['test/store/is-read.test.ts', CHANGES, ENDS, QUERIES],
    [
      [
        'every query is a read',
        'return READS.test(sql) && !WRITES.test(sql);',
        'return READS.test(sql) || !WRITES.test(sql) || true;',
      ],
      ['a read that writes is none', 'READS.test(sql) && !WRITES.test(sql)', 'READS.test(sql)'],
      ['a commit changes nothing', 'select|with|begin|rollback', 'select|with|begin|rollback|commit'],
    ],
  ),
  ...inFile(
    'src/auth/visibility.ts',
    ['test/auth/visibility.test.ts'],
    [
      [
        'how soon a colleague is answered tells who has an organisation',
        'viewer.organizationId === organizationId && organizationId !== null',
        'organizationId !== null && viewer.organizationId === organizationId',
      ],
    ],
  ),
  ...inFile(
    'src/federation/user-loader.ts',
    [HOLDS, ENDS],
    [
      [
        'how soon a colleague is answered tells who is there',
        '  if (user instanceof ProviderError) return user;\n  return canSeeUser',
        '  if (user === null || user instanceof ProviderError) return user;\n  return canSeeUser',
      ],
      [
        'who is missing for one caller is missing for others',
        'if (slots.some((slot) => slot instanceof ProviderError)) asking.basis.keepToCaller();',
        '',
      ],
    ],
  ),
];
