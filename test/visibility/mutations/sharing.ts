import { inFile, type Mutation } from './mutation.js';

const DOORS = 'test/visibility/shared-answers.test.ts';
const FRONT = 'test/gateway/shared-answers.test.ts';
const UNIT = 'test/provider/http/upstream-client/shared-answers.test.ts';
const READS = 'test/provider/http/upstream-client/shared-reads.test.ts';

/** What answers to others may be used for, and by whom. */
export const SHARING: readonly Mutation[] = [
  ...inFile(
    'src/federation/session.ts',
    [FRONT],
    [
      [
        'whether a ticket may be written to is taken from what others were told',
        'createReads({ ...asking, asksAnew: true }, directory)',
        'createReads({ ...asking }, directory)',
      ],
    ],
  ),
  ...inFile(
    'src/federation/asking.ts',
    [DOORS],
    [
      [
        'by id, everybody is given what others were told',
        'sharedAmong: toAudience(viewer)',
        'sharedAmong: String(toAudience(viewer).length > 0)',
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
        'put.finally(() => forgets.forEach((forget) => forget()))',
        'put.finally(() => forgets.at(0))',
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
];
