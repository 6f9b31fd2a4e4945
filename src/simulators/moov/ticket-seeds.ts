import { createDeck, type Random } from '../http/random.js';
import { createConversation } from './conversation.js';
import { formatInstant } from './instant.js';
import type { MoovAccount, MoovContact, MoovMessage, MoovPerson, MoovTicket } from './model.js';
import { scenarios } from './scenarios.js';
import { createUuid } from './uuid.js';

const firstNumber = 1001;
const longestClosingMs = 48 * 3_600_000;

/** Who writes in, for which accounts, and until when. */
export interface TicketSetting {
  readonly accounts: readonly MoovAccount[];
  readonly people: readonly MoovPerson[];
  readonly latestMs: number;
}

/** Creates a function that makes up the ticket of a given time and place in the sequence. */
export function createTicketSeeder(
  random: Random,
  { accounts, people, latestMs }: TicketSetting,
): (createdAtMs: number, index: number) => MoovTicket {
  const dealScenario = createDeck(random, scenarios);
  const dealStatus = createDeck(random, ['new', 'in-progress', 'in-progress', 'on-hold', 'closed', 'closed', 'closed']);
  const dealAccountId = createDeck(
    random,
    accounts.map(({ accountId }) => accountId),
  );

  return (createdAtMs, index) => {
    const person = random.pick(people);
    const accountId = person.accountId ?? dealAccountId();
    const { title, ...texts } = dealScenario();
    const status = dealStatus();
    const contact = toContact(person);
    const messages = createConversation(random, { ...texts, status, contact, createdAtMs, latestMs });
    return {
      accountId,
      ticketID: createUuid(random),
      number: firstNumber + index,
      title,
      contact,
      status,
      createdOn: formatInstant(createdAtMs),
      ...createTimes(random, { status, messages, latestMs }),
      ...(random.chance(0.4) ? { foreignID: `case-${index + 1}` } : {}),
      messages,
    };
  };
}

function toContact({ name, email }: MoovPerson): MoovContact {
  return name === undefined ? { email } : { name, email };
}

interface History {
  readonly status: string;
  readonly messages: readonly MoovMessage[];
  readonly latestMs: number;
}

/** Of every twenty tickets about one does not tell when its latest message was sent. */
function createTimes(
  random: Random,
  { status, messages, latestMs }: History,
): Pick<MoovTicket, 'updatedOn' | 'latestMessageOn' | 'closedOn'> {
  const sentOn = messages.at(-1)?.sentOn ?? formatInstant(latestMs);
  const latestMessageOn = random.chance(0.05) ? {} : { latestMessageOn: sentOn };
  if (status !== 'closed') return { updatedOn: sentOn, ...latestMessageOn };
  const remainingMs = Math.max(0, latestMs - Date.parse(sentOn));
  const closedOn = formatInstant(Date.parse(sentOn) + random.integer(0, Math.min(longestClosingMs, remainingMs)));
  return { updatedOn: closedOn, ...latestMessageOn, closedOn };
}
