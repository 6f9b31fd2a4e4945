import type { Contact, Ticket } from '../../ticket/ticket.js';
import type { Account } from './accounts.js';
import { CLOSED_WORDING, toStatus } from './normalization.js';
import type { ToTarget } from '../../provider/http/target.js';
import { toTicketUrl } from './requests.js';
import type { TicketJson } from './ticket-json.js';

/** A ticket, and the account it was found in: the ticket itself does not name it. */
export interface Found {
  readonly account: Account;
  readonly json: TicketJson;
}

export interface TicketContext {
  readonly backend: string;
  readonly toTarget: ToTarget;
}

/** A ticket in the gateway's terms. Every member is written out: an object made by spreading takes V8 a hundred times as long. */
export function toTicket({ account, json }: Found, { backend, toTarget }: TicketContext): Ticket {
  return {
    backend,
    nativeId: json.ticketID,
    owner: account.owner,
    reference: String(json.number),
    externalTicketId: json.foreignID,
    url: toTicketUrl(toTarget, account.id, json.ticketID),
    requester: toRequester(json),
    assignee: null,
    subject: json.title,
    status: toStatus(json.status),
    statusName: json.status,
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
    createdAt: json.createdOn,
    updatedAt: json.updatedOn,
    // Closing is the only end that Moov knows.
    resolvedAt: json.status === CLOSED_WORDING ? json.closedOn : null,
    closedAt: json.closedOn,
    latestMessageAt: json.latestMessageOn,
    revision: null,
    details: { kind: 'MOOV', accountId: account.id, number: json.number, foreignId: json.foreignID },
  };
}

function toRequester({ contact }: TicketJson): Contact | null {
  if (!contact || (contact.name === null && contact.email === null)) return null;
  return { name: contact.name, email: contact.email, company: null };
}
