import { expect, it } from 'vitest';
import { toQuestion } from '../../src/schema/connection.js';
import type { Context } from '../../src/schema/context.js';

const VIEWER: Context['viewer'] = {
  visibility: 'USER',
  userId: 'ann',
  organizationId: 'acme',
  scopes: new Set(['support:read']),
  tokenExpiresAt: null,
};

it('a cursor belongs to one list, its arguments and who sees what its caller sees', () => {
  const questions = [
    toQuestion('tickets', [], { viewer: VIEWER }),
    toQuestion('messages', [], { viewer: VIEWER }),
    toQuestion('tickets', [null], { viewer: VIEWER }),
    toQuestion('tickets', [], { viewer: { ...VIEWER, visibility: 'ORGANIZATION' } }),
    toQuestion('tickets', [], { viewer: { ...VIEWER, visibility: 'ORGANIZATION', organizationId: 'bolt' } }),
    toQuestion('tickets', [], { viewer: { ...VIEWER, userId: 'bob' } }),
    toQuestion('tickets', [], { viewer: { ...VIEWER, visibility: 'ALL' } }),
  ];

  expect(new Set(questions).size).toBe(questions.length);
  expect(toQuestion('tickets', [], { viewer: { ...VIEWER, scopes: new Set() } })).toBe(questions[0]);
  expect(toQuestion('tickets', [], { viewer: { ...VIEWER, organizationId: null } })).toBe(questions[0]);
});
