import { describe, expect, it } from 'vitest';
import { versionOf } from '../../src/ticket/version.js';
import { makeTicket } from './tickets.js';

const changes = Object.entries({
  owner: { userId: 'u', organizationId: null },
  subject: 'other',
  status: 'OPEN',
  tags: ['a'],
  customFields: { a: 1 },
  requester: { name: 'a', email: null, company: null },
  updatedAt: '2026-03-02T09:14:06.000Z',
  details: { kind: 'LOCAL', createdBy: null },
});

describe('a version', () => {
  it("is the backend's own revision where it keeps one", () => {
    expect(versionOf(makeTicket({ revision: '7' }))).toBe('7');
  });

  it.each(changes)('changes with %s', (field, value) => {
    const before = makeTicket();

    expect(versionOf({ ...before, [field]: value })).not.toBe(versionOf(before));
  });

  it('changes with the order of tags, but not with that of fields', () => {
    const one = makeTicket({ tags: ['a', 'b'], customFields: { a: { x: 1, y: 2 }, b: [1, 2] } });
    const fields = Object.fromEntries(
      Object.entries({ ...one, customFields: { b: [1, 2], a: { y: 2, x: 1 } } }).toReversed(),
    );

    expect(versionOf(Object.assign(makeTicket(), fields))).toBe(versionOf(one));
    expect(versionOf({ ...one, tags: ['b', 'a'] })).not.toBe(versionOf(one));
  });

  it('is a short word', () => {
    expect(versionOf(makeTicket())).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});
