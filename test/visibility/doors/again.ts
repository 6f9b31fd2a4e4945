import { expect, it } from 'vitest';
import { askFor } from '../../gateway/ask.js';
import type { Four } from '../four.js';
import { findInsiders, tokenToWrite } from './people.js';

const EVERYTHING = `{ viewer { user { ...N } organization { ...N } } backends { ...N }
  tickets(first: 100) { nodes { ...N backend { ...N } user { ...N organization { ...N } } organization { ...N }
    messages(first: 100) { nodes { ...N ticket { ...N } } } } backends { backend { ...N } } }
  stats { backends { backend { ...N } } } } fragment N on Node { __typename id }`;
const AGAIN = 'query Again($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

/** Whatever any list has shown comes again by its id, as what it was. */
export function describeAgain(getFour: () => Four): void {
  it.each(['user', 'organization', 'all'] as const)(
    'node gives a caller who sees %s each object of every list again',
    async (who) => {
      const { world } = getFour();
      const insiders = findInsiders(getFour());
      const token = await tokenToWrite(world, who === 'all' ? { ...insiders.user, sees: 'all' } : insiders[who]);
      const shown = [...findNodes(await askFor<object, object>(world.gateway, EVERYTHING, { token }))];

      const again: unknown[] = [];
      for (let start = 0; start < shown.length; start += 100) {
        const ids = shown.slice(start, start + 100).map(([id]) => id);
        again.push(
          ...(await askFor<{ nodes: unknown[] }, object>(world.gateway, AGAIN, { token, variables: { ids } })).nodes,
        );
      }

      expect(again).toEqual(shown.map(([id, type]) => ({ __typename: type, id })));
      expect(new Set(shown.map(([, type]) => type))).toEqual(
        new Set(['Ticket', 'Message', 'User', 'Organization', 'Backend']),
      );
    },
  );
}

function findNodes(value: unknown, found = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) return found;
  if ('__typename' in value && 'id' in value) found.set(String(value.id), String(value.__typename));
  for (const part of Object.values(value)) findNodes(part, found);
  return found;
}
