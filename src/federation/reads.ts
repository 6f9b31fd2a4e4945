import { canSeeTicket, toReadableMessages } from '../auth/visibility.js';
import type { Directory } from '../provider/directory.js';
import type { Expand, TicketRow } from '../provider/provider.js';
import type { Category } from '../ticket/category.js';
import type { TicketFilter } from '../ticket/filter.js';
import type { Message } from '../ticket/message.js';
import type { Organization, User } from '../ticket/people.js';
import type { JsonObject, Ticket, TicketRef } from '../ticket/ticket.js';
import type { Asking } from './asking.js';
import { toReadableFields } from './custom-fields.js';
import { createCategoryLoader } from './category-loader.js';
import { NOTHING } from './expand.js';
import { createMessageLoader } from './message-loader.js';
import { createOrganizationLoader } from './organization-loader.js';
import { createStatistics, type Statistics } from './statistics/statistics.js';
import { listTickets, type TicketList, type TicketListRequest } from './ticket-list.js';
import { createTicketLoader } from './ticket-loader.js';
import { createUserLoader } from './user-loader.js';

/** What one request may read, as its viewer sees it. Holds the request's loaders. */
export interface Reads {
  listTickets(request: TicketListRequest): Promise<TicketList>;
  /** Figures about the tickets that the same filter would list. Nothing is read before something is wanted. */
  openStatistics(filter: TicketFilter): Statistics;
  /** Null for absent and hidden alike. @throws ProviderError when it could not be known */
  loadTicket(ref: TicketRef, expand: Expand): Promise<Ticket | null>;
  /** A ticket's own fields beside the common ones: lists of some backends leave them out. @throws ProviderError */
  loadCustomFields(ticket: Ticket): Promise<JsonObject | null>;
  /** The readable part of a ticket's conversation, ordered by position; none of a hidden ticket. @throws ProviderError */
  loadMessages(ticket: Ticket): Promise<readonly MessageOfTicket[]>;
  /** One message by its id inside the ticket. Null for absent and hidden alike. @throws ProviderError */
  loadMessage(ref: TicketRef, messageId: string): Promise<MessageOfTicket | null>;
  /** Null for absent and hidden alike. @throws ProviderError */
  loadUser(id: string): Promise<User | null>;
  /** Null for absent and hidden alike. @throws ProviderError when it could not be known */
  loadOrganization(id: string): Promise<Organization | null>;
  /** The backend's classification, in the order to show. @throws ProviderError */
  loadCategories(backend: string): Promise<readonly Category[]>;
}

/** A readable message with the ticket it stands on. */
export interface MessageOfTicket {
  readonly ticket: Ticket;
  readonly message: Message;
}

/** Reads, what a write looks up besides, and a way to forget what it has changed. */
export interface ForgetfulReads extends Reads {
  /** A user by the directory alone. Null for absent and hidden alike. @throws ProviderError */
  loadListedUser(id: string): Promise<User | null>;
  forget(ref: TicketRef): void;
}

export function createReads(asking: Asking, directory: Directory): ForgetfulReads {
  const carried = new Map<string, User>();
  const summaries = new WeakSet<Ticket>();
  const tickets = createTicketLoader(asking);
  const messages = createMessageLoader(asking);
  const users = createUserLoader(asking, directory, carried);
  const categories = createCategoryLoader(asking);
  const organizations = createOrganizationLoader(asking, directory, users);

  /** What came along with a row answers the loaders. */
  const prime = (row: TicketRow) => {
    if (row.isSummary) summaries.add(row.ticket);
    else tickets.prime({ backend: row.ticket.backend, nativeId: row.ticket.nativeId, expand: NOTHING }, row);
    if (row.messages) messages.prime(row.ticket, row.messages);
    if (row.user) carried.set(row.user.id, row.user);
  };
  const loadTicket = async (ref: TicketRef, expand: Expand) => {
    const row = await tickets.load({ backend: ref.backend, nativeId: ref.nativeId, expand });
    if (row) prime(row);
    return row?.ticket ?? null;
  };
  const loadMessages = async (ticket: Ticket) => {
    if (!canSeeTicket(asking.viewer, ticket.owner)) return [];
    const conversation = (await messages.load(ticket)) ?? [];
    return toReadableMessages(asking.viewer, conversation).map((message) => ({ ticket, message }));
  };

  return {
    async listTickets(request) {
      const list = await listTickets(request, asking);
      list.rows.forEach(prime);
      return list;
    },
    openStatistics: (filter) => createStatistics(filter, asking),
    loadTicket,
    async loadCustomFields(ticket) {
      const whole = summaries.has(ticket) ? await loadTicket(ticket, NOTHING) : ticket;
      return whole && toReadableFields(whole, asking);
    },
    loadMessages,
    async loadMessage(ref, messageId) {
      const ticket = await loadTicket(ref, NOTHING);
      const conversation = ticket ? await loadMessages(ticket) : [];
      return conversation.find(({ message }) => message.id === messageId) ?? null;
    },
    loadUser: (id) => users.load(id),
    loadListedUser: (id) => createUserLoader({ ...asking, backends: [] }, directory, NOBODY).load(id),
    loadOrganization: (id) => organizations.load(id),
    loadCategories: (key) => categories.load(key),
    forget(ref) {
      tickets.clear({ ...ref, expand: NOTHING });
      messages.clear(ref);
    },
  };
}

const NOBODY: ReadonlyMap<string, User> = new Map();
