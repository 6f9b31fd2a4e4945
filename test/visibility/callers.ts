import type { World } from '../gateway/world.js';
import type { Random } from '../../src/demo/random.js';
import type { PlainCaller } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';

/** Somebody with tickets, mostly; sometimes nobody that anybody knows. */
export function randomCaller(random: Random, tickets: readonly PlainTicket[]): PlainCaller {
  const { user, organization } = random.pick(tickets);
  const internal = random.below(4) === 0;
  switch (random.below(5)) {
    case 0:
      return { sees: 'all', user: null, organization: null, internal };
    case 1:
    case 2: {
      const organizationId = organization ?? 'orgn-of-nobody';
      return { sees: 'organization', user: random.pick([user, null]), organization: organizationId, internal };
    }
    default:
      return { sees: 'own', user: user ?? 'user00000000000000000000000000', organization: null, internal };
  }
}

export function tokenFor(world: World, { sees, user, organization, internal }: PlainCaller): Promise<string> {
  const scopes = [
    'support:read',
    ...(internal ? ['support:internal'] : []),
    ...(sees === 'all' ? ['access_all_areas'] : []),
  ];
  return world.token({ user, organization: sees === 'organization' ? organization : null, scope: scopes.join(' ') });
}
