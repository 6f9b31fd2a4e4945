import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.js';
import {
  canSeeInternalMessages,
  canSeeRequestsMade,
  canSeeTicket,
  canSeeUser,
  limitToReadableMessages,
  toReadableMessages,
  toVisibleFilter,
} from '../../src/auth/visibility.js';
import { WatchedViewer } from '../../src/auth/watched-viewer.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { matches } from '../../src/ticket/matches.js';
import { makeCandidate, makeMessage } from '../ticket/tickets.js';

const all = makeViewer({ visibility: 'ALL' });
const organization = makeViewer({ visibility: 'ORGANIZATION' });
const user = makeViewer({ visibility: 'USER' });
const ids = [null, 'u', 'o', 'x', ''];
const owners = ids.flatMap((userId) => ids.map((organizationId) => ({ userId, organizationId })));

function makeViewer(viewer: Partial<Viewer>): Viewer {
  return { userId: 'u', organizationId: 'o', visibility: 'USER', scopes: new Set(), tokenExpiresAt: null, ...viewer };
}

describe('the number of requests made', () => {
  it('is for nobody but who sees every ticket', () => {
    expect([all, organization, user].map(canSeeRequestsMade)).toEqual([true, false, false]);
  });
});

describe('a ticket', () => {
  it.each([
    ['everybody’s', all, owners],
    ['of the organisation', organization, owners.filter(({ organizationId }) => organizationId === 'o')],
    ['of the user', user, owners.filter(({ userId }) => userId === 'u')],
    ['of no organisation', makeViewer({ visibility: 'ORGANIZATION', organizationId: null }), []],
    ['of no user', makeViewer({ visibility: 'USER', userId: null }), []],
  ])('is visible, by filter and by check: %s', (_name, viewer, visible) => {
    const byFilter = owners.filter((owner) => matches(toVisibleFilter(viewer), makeCandidate({ owner })));
    const byCheck = owners.filter((owner) => canSeeTicket(viewer, owner));

    expect(byFilter).toEqual(visible);
    expect(byCheck).toEqual(visible);
  });
});

describe('a person', () => {
  const people = [
    { id: 'u', organizationId: null },
    { id: 'x', organizationId: 'o' },
    { id: 'x', organizationId: 'other' },
    { id: 'x', organizationId: null },
  ];

  it.each([
    ['everybody', all, [true, true, true, true]],
    ['oneself and the organisation', organization, [true, true, false, false]],
    ['oneself', user, [true, false, false, false]],
    ['the organisation', makeViewer({ visibility: 'ORGANIZATION', userId: null }), [false, true, false, false]],
    [
      'nobody',
      makeViewer({ visibility: 'ORGANIZATION', userId: null, organizationId: null }),
      [false, false, false, false],
    ],
  ])('is visible: %s', (_name, viewer, expected) => {
    expect(people.map((person) => canSeeUser(viewer, person))).toEqual(expected);
  });

  it.each([organization, user])('who is hidden is so for the same of what $visibility has', (viewer) => {
    const hidden = [null, '', 'x'].map((organizationId) => ({ id: 'x', organizationId }));

    const looks = hidden.map((person) => {
      const watched = new WatchedViewer(viewer);
      return [canSeeUser(watched, person), watched.traits().toSorted()];
    });

    expect(looks).toEqual(hidden.map(() => [false, looks[0]?.[1]]));
  });
});

describe('a message', () => {
  const staff = makeViewer({ scopes: new Set(['support:internal']) });

  it.each([
    ['all areas', all, true],
    ['support:internal', staff, true],
    ['organisation', organization, false],
    ['other scopes', makeViewer({ scopes: new Set(['support:read', 'SUPPORT:INTERNAL', 'access_all_areas']) }), false],
  ])('for staff is visible: %s', (_name, viewer, expected) => {
    expect(canSeeInternalMessages(viewer)).toBe(expected);
    const [shown, note] = [makeMessage(), makeMessage({ visibility: 'INTERNAL' })];
    expect(toReadableMessages(viewer, [note, shown, note])).toEqual(expected ? [note, shown, note] : [shown]);
  });

  it('that may not be read cannot be asked about, however deep the question', () => {
    const filter: TicketFilter = [
      { field: 'status', operator: 'eq', value: 'OPEN' },
      { not: [{ or: [[{ field: 'messages', operator: 'some', value: [] }]] }] },
      { field: 'search', operator: 'words', value: { words: ['a'], messages: 'ALL' } },
    ];

    expect(limitToReadableMessages(staff, filter)).toEqual(filter);
    expect(limitToReadableMessages(user, filter)).toEqual([
      { field: 'status', operator: 'eq', value: 'OPEN' },
      {
        not: [
          {
            or: [
              [
                {
                  field: 'messages',
                  operator: 'some',
                  value: [{ field: 'visibility', operator: 'eq', value: 'PUBLIC' }],
                },
              ],
            ],
          },
        ],
      },
      { field: 'search', operator: 'words', value: { words: ['a'], messages: 'PUBLIC' } },
    ]);
  });
});
