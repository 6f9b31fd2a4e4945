import type { Candidate } from '../../src/ticket/matches.js';
import type { Message } from '../../src/ticket/message.js';
import type { Ticket } from '../../src/ticket/ticket.js';

/** A ticket with nothing in it but what is given. */
export function makeTicket(ticket: Partial<Ticket> = {}): Ticket {
  return {
    backend: 'moov-eu',
    nativeId: 't1',
    owner: { userId: null, organizationId: null },
    reference: null,
    externalTicketId: null,
    url: null,
    requester: null,
    assignee: null,
    subject: null,
    status: null,
    statusName: null,
    priority: null,
    priorityName: null,
    source: null,
    sourceName: null,
    humanVerifiedCategory: null,
    humanVerifiedSubcategory: null,
    aiGeneratedCategory: null,
    aiGeneratedSubcategory: null,
    typeDeprecated: null,
    tags: [],
    conversationSummary: null,
    customFields: null,
    attributes: null,
    createdAt: '2026-03-02T09:14:05.000Z',
    updatedAt: null,
    resolvedAt: null,
    closedAt: null,
    latestMessageAt: null,
    revision: null,
    details: null,
    ...ticket,
  };
}

export function makeMessage(message: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    nativeId: null,
    position: 0,
    type: 'INITIAL_REQUEST',
    visibility: 'PUBLIC',
    authorName: null,
    text: '',
    textClean: null,
    createdAt: null,
    ...message,
  };
}

/** A ticket of a Moov backend whose messages were read. */
export function makeCandidate(ticket: Partial<Ticket> = {}, messages: readonly Partial<Message>[] = []): Candidate {
  return { ticket: makeTicket(ticket), provider: 'MOOV', messages: messages.map(makeMessage) };
}
