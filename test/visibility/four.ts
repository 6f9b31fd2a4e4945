import { createRandom } from '../../src/demo/random.js';
import { createWorld, type World, type WorldOptions } from '../gateway/world.js';
import { seedDesk } from './desk.js';
import { fromEvEnergy } from './plain/from-ev-energy.js';
import { fromMoov } from './plain/from-moov.js';
import { fromSirportly } from './plain/from-sirportly.js';
import type { PlainTicket } from './plain/plain-ticket.js';

/** Four backends, and what they hold. */
export interface Four {
  readonly world: World;
  /** Every ticket there is now. */
  tickets(): readonly PlainTicket[];
}

/** A machine may be busy: nobody gives up before they are answered. */
const PATIENT = { timeoutMs: 60_000 };

/** @param count tickets of each backend */
export async function createFour(seed: number, count: number, options: WorldOptions = {}): Promise<Four> {
  const world = await createWorld({
    ...options,
    backends: 'four',
    seed,
    tickets: count,
    limits: { deadlineMs: 60_000, ...options.limits },
    connection: { ...PATIENT, ...options.connection },
  });
  const { moov, moovAccounts, sirportly, evEnergy } = world.together;
  const desk = await seedDesk(world, createRandom(seed), count);
  const links = await linkStrangers(world);
  return {
    world,
    tickets: () => [
      ...desk,
      ...fromEvEnergy(evEnergy.data, 'ev'),
      ...fromMoov(moov.data, moovAccounts, 'moov'),
      ...fromSirportly(sirportly.data, { people: evEnergy.data, links }, 'sirportly'),
    ],
  };
}

/** Some contacts whose addresses no user has are linked to users; one even though an address of its own says another. */
async function linkStrangers({ gateway, together }: World): Promise<ReadonlyMap<number, string>> {
  const { contacts } = together.sirportly.data;
  const { users } = together.evEnergy.data;
  const chosen = [contacts.at(-1), contacts[1]].flatMap((contact) => contact ?? []);
  const links = new Map(chosen.map(({ id }, index) => [id, users[index]?.id ?? '']));
  await gateway.store.directory.putIdentityLinks(
    [...links].map(([id, userId]) => ({ backend: 'sirportly', identity: `contact:${id}`, userId })),
  );
  return links;
}
