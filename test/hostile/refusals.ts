import { expect } from 'vitest';
import type { Reply } from './raw.js';

const CODES = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'TIMEOUT',
  'INTERNAL_SERVER_ERROR',
];
/** What `http.errors` is unless told. */
const MOST_ERRORS = 5;
const INNARDS = /node_modules|\bat .+:\d+:\d+|Unexpected token|in JSON at|SyntaxError|TypeError|RangeError/;

/** What holds for every answer to something hostile, refused or not. */
export function expectDecentAnswer({ status, headers, body }: Reply): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  expect(body.length).toBeLessThan(10_000);
  expect(body).not.toMatch(INNARDS);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.stringMatching(/./) });
  if (body !== '' && status >= 400) expect(namesOf(headers, body)).toEqual(new Set([headers['x-request-id']]));
}

/** That it tells the first mistakes in a query of many, and no more of them. */
export function expectFewErrors({ body }: Reply): void {
  expect(errorsIn(body)).toHaveLength(MOST_ERRORS);
  expect(JSON.parse(body)).not.toHaveProperty('data');
}

/** The codes of the errors, or PROBLEM. */
export function codesOf({ headers, body }: Reply): readonly string[] {
  if (isProblem(headers)) return ['PROBLEM'];
  return [...new Set(errorsIn(body).map(({ extensions }) => extensions.code))];
}

function namesOf(headers: Reply['headers'], body: string): ReadonlySet<unknown> {
  if (isProblem(headers)) return new Set([(JSON.parse(body) as { requestId: unknown }).requestId]);
  const errors = errorsIn(body);
  for (const { extensions } of errors) expect(CODES).toContain(extensions.code);
  return new Set(errors.map(({ extensions }) => extensions.requestId));
}

function isProblem(headers: Reply['headers']): boolean {
  return headers['content-type']?.startsWith('application/problem+json') ?? false;
}

function errorsIn(body: string) {
  const { errors = [] } = JSON.parse(body) as {
    errors?: { message: string; extensions: { code: string; requestId: string } }[];
  };
  return errors;
}
