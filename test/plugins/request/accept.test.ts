import { expect, it } from 'vitest';
import { chooseType } from '../../../src/plugins/request/accept.js';

const JSON_TYPE = 'application/json';
const NEWER = 'application/graphql-response+json';

it.each([
  ['*/*', JSON_TYPE],
  ['application/*', JSON_TYPE],
  [NEWER, NEWER],
  [`${NEWER}, ${JSON_TYPE}`, NEWER],
  [`${JSON_TYPE}, ${NEWER}`, JSON_TYPE],
  [`${NEWER}, */*`, NEWER],
  [`*/*, ${NEWER}`, JSON_TYPE],
  [`${JSON_TYPE};q=0.5, ${NEWER}`, NEWER],
  [`text/html, ${NEWER};q=0.1`, NEWER],
  ['application/JSON; charset=UTF-8', JSON_TYPE],
  // The most specific range tells, wherever it stands.
  [`${JSON_TYPE};q=0, */*`, NEWER],
  [`*/*, ${JSON_TYPE};q=0`, NEWER],
  [`${JSON_TYPE};q=0.1, */*;q=0.9, ${NEWER};q=0.5`, NEWER],
  [`application/*;q=0.2, */*, ${NEWER};q=0.1`, JSON_TYPE],
  [`${JSON_TYPE};q=0`, null],
  ['application/*;q=0, */*', null],
  ['application/json;charset=latin1', null],
  ['image/png', null],
  ['', null],
])('of %s chooses %s', (accept, type) => {
  expect(chooseType(accept)).toBe(type);
});
