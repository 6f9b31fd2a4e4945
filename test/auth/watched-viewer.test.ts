import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.js';
import { describeViewer, WatchedViewer, type Trait } from '../../src/auth/watched-viewer.js';
import { canSeeInternalMessages, canSeeTicket, canSeeUser, toVisibleFilter } from '../../src/auth/visibility.js';
import { parseInstant } from '../../src/ticket/instant.js';

const ANN: Viewer = {
  userId: 'ann',
  organizationId: 'acme',
  visibility: 'ORGANIZATION',
  scopes: new Set(['support:read', 'user:read']),
  tokenExpiresAt: parseInstant('2026-07-02T00:00:00Z'),
};

describe('a watched viewer', () => {
  const traitsOf = (look: (viewer: Viewer) => unknown, viewer = ANN) => {
    const watched = new WatchedViewer(viewer);
    look(watched);
    return watched.traits();
  };

  it('is the same viewer', () => {
    const { userId, organizationId, visibility, scopes, tokenExpiresAt } = new WatchedViewer(ANN);

    expect({ userId, organizationId, visibility, scopes: new Set(scopes), tokenExpiresAt }).toEqual(ANN);
    expect([scopes.size, scopes.has('user:read'), scopes.has('support:write')]).toEqual([2, true, false]);
  });

  it.each<[string, (viewer: Viewer) => unknown, readonly Trait[]]>([
    ['the user', ({ userId }) => userId, ['userId']],
    ['the organisation', ({ organizationId }) => organizationId, ['organizationId']],
    ['the visibility', ({ visibility }) => visibility, ['visibility']],
    ['the end of the token', ({ tokenExpiresAt }) => tokenExpiresAt, ['tokenExpiresAt']],
    ['one scope', ({ scopes }) => scopes.has('support:internal'), ['scope support:internal']],
    ['every scope', ({ scopes }) => [...scopes], ['scopes']],
    ['the number of scopes', ({ scopes }) => scopes.size, ['scopes']],
    ['nothing', ({ scopes }) => scopes, []],
    ['the same twice', (viewer) => [viewer.visibility, viewer.visibility], ['visibility']],
  ])('remembers that somebody looked at %s', (_name, look, traits) => {
    expect(traitsOf(look)).toEqual(traits);
  });

  it('of an organisation is not looked at for who it is where a ticket, colleague or filter is judged', () => {
    const isOfOrganization = ['organizationId', 'visibility'];

    expect(traitsOf(toVisibleFilter)).toEqual(isOfOrganization);
    expect(traitsOf((viewer) => canSeeTicket(viewer, { userId: 'bob', organizationId: 'acme' }))).toEqual(
      isOfOrganization,
    );
    expect(traitsOf((viewer) => canSeeUser(viewer, { id: 'bob', organizationId: 'acme' }))).toEqual(isOfOrganization);
    expect(traitsOf((viewer) => canSeeUser(viewer, { id: 'bob', organizationId: 'other' }))).toContain('userId');
    expect(traitsOf(canSeeInternalMessages)).toEqual(['scope support:internal', 'visibility']);
  });
});

describe('a description of a viewer', () => {
  const others: readonly [Trait, Viewer][] = [
    ['userId', { ...ANN, userId: 'bob' }],
    ['userId', { ...ANN, userId: null }],
    ['organizationId', { ...ANN, organizationId: 'other' }],
    ['visibility', { ...ANN, visibility: 'ALL' }],
    ['tokenExpiresAt', { ...ANN, tokenExpiresAt: null }],
    ['scope user:read', { ...ANN, scopes: new Set(['support:read']) }],
    ['scopes', { ...ANN, scopes: new Set(['support:read', 'user:read', 'odd']) }],
  ];

  it.each(others)('differs by %s where that was looked at, and only there', (trait, other) => {
    const rest = others.map(([name]) => name).filter((name) => name !== trait && name !== 'scopes');

    expect(describeViewer(other, [trait])).not.toBe(describeViewer(ANN, [trait]));
    expect(describeViewer(other, rest)).toBe(
      describeViewer(trait === 'scopes' ? { ...ANN, scopes: other.scopes } : ANN, rest),
    );
    expect(describeViewer({ ...ANN }, [trait])).toBe(describeViewer(ANN, [trait]));
  });

  it('tells traits apart that have the same value', () => {
    const same: Viewer = { ...ANN, userId: 'x', organizationId: 'x' };

    expect(describeViewer(same, ['userId'])).not.toBe(describeViewer(same, ['organizationId']));
    expect(describeViewer(same, ['scope support:read'])).not.toBe(describeViewer(same, ['scope user:read']));
  });
});
