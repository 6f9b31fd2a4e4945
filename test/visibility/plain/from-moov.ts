import type { MoovData } from '../../../src/simulators/moov/index.js';
import type { OwnedAccount } from '../../../src/simulators/together.js';
import { lookUp, type PlainTicket } from './plain-ticket.js';

const STATUS: Readonly<Record<string, string>> = {
  new: 'NEW',
  'in-progress': 'OPEN',
  'on-hold': 'ON_HOLD',
  closed: 'CLOSED',
};

/** The tickets of the accounts that the configuration names, each with its account's owner. */
export function fromMoov({ tickets }: MoovData, accounts: readonly OwnedAccount[], backend: string): PlainTicket[] {
  return tickets.flatMap((ticket) => {
    const owner = accounts.find(({ accountId }) => accountId === ticket.accountId);
    if (!owner) return [];
    const closedAt = ticket.closedOn === undefined ? null : Date.parse(ticket.closedOn);
    const [first] = ticket.messages;
    const customers = new Set([first?.author, ticket.contact.name, ticket.contact.email]);
    return {
      backend,
      provider: 'MOOV',
      id: ticket.ticketID,
      user: owner.userId,
      organization: owner.organizationId,
      subject: ticket.title,
      conversationSummary: '',
      externalTicketId: ticket.foreignID ?? null,
      status: lookUp(STATUS, ticket.status),
      statusName: ticket.status,
      priority: null,
      priorityName: null,
      source: null,
      sourceName: null,
      humanVerifiedCategory: null,
      humanVerifiedSubcategory: null,
      aiGeneratedCategory: null,
      aiGeneratedSubcategory: null,
      tags: [],
      createdAt: Date.parse(ticket.createdOn),
      updatedAt: Date.parse(ticket.updatedOn),
      resolvedAt: closedAt,
      messages: ticket.messages.map(({ author, body, sentOn }, position) => ({
        type: position === 0 ? 'INITIAL_REQUEST' : customers.has(author) ? 'CUSTOMER_RESPONSE' : 'HUMAN_AGENT_RESPONSE',
        position,
        visibility: 'PUBLIC',
        text: body,
        createdAt: Date.parse(sentOn),
      })),
    };
  });
}
