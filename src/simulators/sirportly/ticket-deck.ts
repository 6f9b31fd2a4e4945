import { createDeck, type Random } from '../http/random.js';
import { vehicles } from './desk-settings-seeds.js';
import type { SirportlyContact, SirportlySource } from './model.js';
import { scenarios, type Scenario } from './scenarios.js';
import { createSources } from './source-seeds.js';

/** A contact to write in, and what their company is known by. */
export interface Writer {
  readonly contact: SirportlyContact;
  readonly companyReference: string | null;
}

/** What one ticket is made from: a scenario with its blanks filled in, and some choices. */
export interface Card extends Scenario {
  readonly writer: Writer;
  readonly statusId: number;
  readonly priorityId: number;
  readonly source: SirportlySource | null;
}

export interface TicketDeck {
  readonly random: Random;
  /** The latest time anything may have happened. */
  readonly latestMs: number;
  /** Whether every fifth ticket leaves out `updated_at`. */
  readonly omitsUpdatedAt: boolean;
  deal(): Card;
  nextUpdateId(): number;
}

/** @throws RangeError, when dealing, if there are no writers */
export function createTicketDeck(
  writers: readonly Writer[],
  options: Pick<TicketDeck, 'random' | 'latestMs' | 'omitsUpdatedAt'>,
): TicketDeck {
  const { random } = options;
  const dealScenario = createDeck(random, scenarios);
  const dealStatus = createDeck(random, [1, 2, 2, 3, 3, 4, 5, 5, 5, 6]);
  const dealPriority = createDeck(random, [1, 2, 2, 2, 2, 3, 3, 4]);
  const dealSource = createDeck(random, createSources(random));
  let updateId = 0;
  return {
    ...options,
    nextUpdateId: () => (updateId += 1),
    deal() {
      const writer = random.pick(writers);
      const scenario = fillIn(dealScenario(), writer.contact.name, random.pick(vehicles));
      return { ...scenario, writer, statusId: dealStatus(), priorityId: dealPriority(), source: dealSource() };
    },
  };
}

function fillIn(scenario: Scenario, name: string, vehicle: string): Scenario {
  const { subject, request } = scenario;
  return {
    ...scenario,
    subject: subject.replaceAll('{vehicle}', vehicle),
    request: request.replaceAll('{vehicle}', vehicle).replaceAll('{name}', name),
  };
}
