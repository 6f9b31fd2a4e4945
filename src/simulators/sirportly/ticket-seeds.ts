import { pathOf } from './assignment.js';
import { createConversation } from './conversation-seeds.js';
import { deskSeeds } from './desk-seeds.js';
import { vehicles } from './desk-settings-seeds.js';
import { findById } from './lookup.js';
import type { SirportlyData, SirportlyTicket } from './model.js';
import { createSirportlyTicket } from './records.js';
import { mintReference } from './references.js';
import { noteResolution } from './resolution.js';
import { messageSourceOf } from './source-seeds.js';
import { lastUpdatePostedAtMs } from './ticket-facts.js';
import type { Card, TicketDeck } from './ticket-deck.js';
import { minutesBetween } from './times.js';

const desk: SirportlyData = { ...deskSeeds, contacts: [], tickets: [] };

/** Makes tickets one after the other, with ids from 1. */
export function createTicketSeeder(deck: TicketDeck): (submittedAtMs: number) => SirportlyTicket {
  const references = new Set<string>();
  const isTaken = (reference: string): boolean => references.has(reference);
  return (submittedAtMs) => {
    const id = references.size + 1;
    const reference = mintReference(id, isTaken);
    references.add(reference);
    return createTicket({ id, reference, submittedAtMs }, deck);
  };
}

type Identity = Pick<SirportlyTicket, 'id' | 'reference' | 'submittedAtMs'>;

function createTicket(identity: Identity, deck: TicketDeck): SirportlyTicket {
  const card = deck.deal();
  const { random, omitsUpdatedAt } = deck;
  const assignment = assign(deck, card);
  const ticket = createSirportlyTicket({
    ...identity,
    ...assignment,
    ...toRequester(deck, card),
    subject: card.subject,
    source: card.source,
    messageId: card.source?.type === 'IncomingAddress' ? `<${identity.reference}@helpdesk.example>` : null,
    authCode: `ac${random.integer(10_000_000, 99_999_999)}`,
    omitsUpdatedAt: omitsUpdatedAt && identity.id % 5 === 0,
    priorityId: card.priorityId,
    slaId: random.pick([null, 1, 2]),
    isUnread: random.chance(0.3),
  });
  converse(ticket, deck, card);
  settle(ticket, card.statusId);
  return ticket;
}

/** A department that deals with it and one of its teams; a member of that team, unless nobody has it yet. */
function assign(
  { random }: TicketDeck,
  { departmentIds, statusId }: Card,
): Pick<SirportlyTicket, 'departmentId' | 'teamId' | 'userId'> {
  const departmentId = random.pick(departmentIds);
  const teamId = random.pick(pathOf(desk, departmentId));
  const userIds = findById(desk.teams, teamId)?.userIds ?? [];
  return { departmentId, teamId, userId: statusId === 1 || userIds.length === 0 ? null : random.pick(userIds) };
}

type Request = Pick<SirportlyTicket, 'contactId' | 'contactMethodId' | 'tags' | 'customFields'>;

function toRequester({ random }: TicketDeck, { writer, tags, departmentIds }: Card): Request {
  const { contact, companyReference } = writer;
  const vehicle = departmentIds.includes(2) ? {} : { vehicle: random.pick(vehicles) };
  return {
    contactId: contact.id,
    contactMethodId: contact.contactMethods[0]?.id ?? null,
    tags: tags.slice(0, random.integer(0, tags.length)),
    customFields: companyReference === null ? vehicle : { company_reference: companyReference, ...vehicle },
  };
}

function converse(ticket: SirportlyTicket, { random, latestMs, nextUpdateId }: TicketDeck, card: Card): void {
  const { subject, submittedAtMs, userId } = ticket;
  const source = messageSourceOf(card.source);
  const people = { contactId: card.writer.contact.id, userId: userId ?? 1 };
  const parts = { ...card, ...people, isAssigned: userId !== null, subject, source, submittedAtMs, latestMs };
  ticket.updates.push(...createConversation(random, parts, nextUpdateId));
}

/** Gives a ticket its status and the times that follow from its updates. */
function settle(ticket: SirportlyTicket, statusId: number): void {
  const { updates, submittedAtMs } = ticket;
  const response = updates.find(({ author, isPrivate }) => author?.type === 'user' && !isPrivate);
  ticket.firstResponseMinutes = response ? minutesBetween(submittedAtMs, response.postedAtMs) : null;
  ticket.updatedAtMs = lastUpdatePostedAtMs(ticket) ?? submittedAtMs;
  ticket.statusId = response || statusId !== 3 ? statusId : 2;
  noteResolution(ticket, null, desk, ticket.updatedAtMs);
}
