import type { Contact, Ticket } from '../../ticket/ticket.js';
import type { Account } from './accounts.js';
import { CLOSED_WORDING, toStatus } from './normalization.js';
import { toTicketUrl } from './requests.js';
import type { TicketJson } from './ticket-json.js';

/** A ticket, and the account it was found in: the ticket itself does not name it. */
export interface Found {
  readonly account: Account;
  readonly json: TicketJson;
}

export interface TicketContext {
  readonly backend: string;
  /** Of the API. */
  readonly root: URL;
}

/** A ticket in the gateway's terms. */
export function toTicket({ account, json }: Found, { backend, root }: TicketContext): Ticket {
  return {
    ...NOTHING,
    backend,
    nativeId: json.ticketID,
    owner: account.owner,
    reference: String(json.number),
    externalTicketId: json.foreignID,
    url: toTicketUrl(root, account.id, json.ticketID).href,
    requester: toRequester(json),
    subject: json.title,
    status: toStatus(json.status),
    statusName: json.status,
    createdAt: json.createdOn,
    updatedAt: json.updatedOn,
    // Closing is the only end that Moov knows.
    resolvedAt: json.status === CLOSED_WORDING ? json.closedOn : null,
    closedAt: json.closedOn,
    latestMessageAt: json.latestMessageOn,
    details: { kind: 'MOOV', accountId: account.id, number: json.number, foreignId: json.foreignID },
  };
}

const NOTHING = {
  assignee: null,
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
  revision: null,
} satisfies Partial<Ticket>;

function toRequester({ contact }: TicketJson): Contact | null {
  if (!contact || (contact.name === null && contact.email === null)) return null;
  return { name: contact.name, email: contact.email, company: null };
}
