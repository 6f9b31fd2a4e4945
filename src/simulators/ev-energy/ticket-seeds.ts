import { createConversation } from './conversation.js';
import type { EvEnergyPerson, EvEnergyTicket, EvEnergyTicketCategories } from './model.js';
import type { Random } from '../http/random.js';
import type { Scenario } from './scenarios.js';
import { subcategoryValues } from './taxonomy.js';
import { createTicketDecks, type Verification } from './ticket-decks.js';
import { createTicketSetting, fillText, type TicketSetting } from './ticket-setting.js';
import type { TicketTime } from './ticket-times.js';

const longestResolutionMicros = 48 * 3_600_000_000;

/** Creates a function that makes up the ticket of a given time and place in the sequence. */
export function createTicketSeeder(
  random: Random,
  users: readonly EvEnergyPerson[],
  latestMs: number,
): (time: TicketTime, index: number) => EvEnergyTicket {
  const draw = createTicketDecks(random);
  return (time, index) => {
    const scenario = draw.scenario();
    const setting = createTicketSetting(random, pickUser(random, users, draw.hasUser()));
    const status = draw.status();
    const request = fillText(scenario.request, setting);
    const messageCount = draw.messageCount();
    const conversation = { scenario, request, messageCount, ...time, latestMs };
    const messages = createConversation(random, conversation);
    const lastMicros = messages.at(-1)?.createdAtMicros ?? time.createdAtMicros;
    const resolvedAtMicros = resolutionTime(random, status, lastMicros, latestMs);
    return {
      id: `tick${random.ulid(time.storedAtMs)}`,
      externalTicketId: externalIdAt(index),
      userId: setting.user?.id ?? null,
      subject: random.chance(0.03) ? null : fillText(scenario.subject, setting),
      status,
      priority: draw.priority(),
      source: draw.source(),
      ...categorise(random, scenario, draw.verification()),
      typeDeprecated: random.chance(0.1) ? 'Problem' : null,
      tags: draw.tags(),
      messages,
      conversationSummary: random.chance(0.3) ? null : scenario.summary,
      customFields: customFieldsOf(setting, draw.membership()),
      attributes: { evse_model: setting.charger, vehicle_model: setting.car },
      createdAtMicros: time.createdAtMicros,
      ticketUpdatedAtMicros: draw.hasUpdate() ? (resolvedAtMicros ?? lastMicros) : null,
      resolvedAtMicros,
    };
  };
}

function pickUser(random: Random, users: readonly EvEnergyPerson[], hasUser: boolean): EvEnergyPerson | null {
  return hasUser && users.length > 0 ? random.pick(users) : null;
}

function categorise(
  random: Random,
  { category, subcategory }: Scenario,
  verification: Verification,
): EvEnergyTicketCategories {
  const isGenerated = !random.chance(0.12);
  const verifiedSubcategories = {
    none: null,
    agreed: subcategory,
    corrected: random.pick(subcategoryValues),
    broad: null,
  };
  return {
    humanVerifiedCategory: verification === 'none' ? null : category,
    humanVerifiedSubcategory: verifiedSubcategories[verification],
    aiGeneratedCategory: isGenerated ? category : null,
    aiGeneratedSubcategory: isGenerated ? subcategory : null,
  };
}

function customFieldsOf({ country, car }: TicketSetting, membership: string | null): Record<string, unknown> {
  return {
    legal_country: country,
    car_manufacturer: car.split(' ')[0],
    mobile_app: true,
    membership_level: membership,
  };
}

function resolutionTime(random: Random, status: string | null, lastMicros: number, latestMs: number): number | null {
  const isResolved = status === 'Resolved' || (status === 'Closed' && !random.chance(0.05));
  if (!isResolved) return null;
  const remainingMicros = Math.max(0, latestMs * 1000 - lastMicros);
  return lastMicros + random.integer(0, Math.min(longestResolutionMicros, remainingMicros));
}

function externalIdAt(index: number): string {
  return index % 25 === 3 ? `FD-00${90_000 + index}` : String(90_000 + index);
}
