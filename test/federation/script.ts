import type { AggregateRequest } from '../../src/provider/aggregate.js';
import type { Capabilities } from '../../src/provider/capabilities.js';
import type { ProviderError } from '../../src/provider/provider-error.js';
import type { Call, Expand, ListRequest } from '../../src/provider/provider.js';
import type { Category } from '../../src/ticket/category.js';
import type { Instant } from '../../src/ticket/instant.js';
import type { Message } from '../../src/ticket/message.js';
import type { User } from '../../src/ticket/people.js';
import type { ProviderKind, Ticket } from '../../src/ticket/ticket.js';
import { makeTicket } from '../ticket/tickets.js';
import type {
  AddMessageOutcome,
  AddMessageRequest,
  CreateOutcome,
  CreateRequest,
  UpdateOutcome,
  UpdateRequest,
} from '../../src/provider/writes.js';

/** A ticket as a scripted upstream keeps it. */
export interface Stored {
  readonly ticket: Ticket;
  readonly messages: readonly Message[];
  readonly user: User | null;
  /** Where a loosely ordered list has it: its time or, within the declared bound, later; null without a time. */
  readonly storedAt: Instant | null;
}

/** A call, and what of tickets is looked at where it reads some. */
export type LoggedCall = { readonly ticketFields?: Call['ticketFields'] } & (
  | { readonly method: 'listTickets'; readonly request: ListRequest }
  | { readonly method: 'getTickets'; readonly ids: readonly string[]; readonly expand: Expand }
  | { readonly method: 'listMessages' | 'getUsers'; readonly ids: readonly string[] }
  | { readonly method: 'aggregate'; readonly request: AggregateRequest }
  | { readonly method: 'updateTicket'; readonly request: UpdateRequest }
  | { readonly method: 'createTicket'; readonly request: CreateRequest }
  | { readonly method: 'addMessage'; readonly request: AddMessageRequest }
  | { readonly method: 'listCategories' }
);

/** What an upstream has, can do and does wrong. */
export interface Script {
  readonly key: string;
  readonly kind: ProviderKind;
  readonly organizationId: string | null;
  /** Read anew by every call: tests insert and remove. */
  readonly stored: Stored[];
  readonly capabilities: Capabilities;
  /** Rows in every page, whatever the limit; null takes the limit. */
  readonly pageSize: number | null;
  /** A list leaves out what is not beyond `after`. */
  readonly readsAfter: boolean;
  /** Lists hold everything, whatever the filter; reads by id answer with the ticket next to the one asked for. */
  readonly lies: boolean;
  /** Counts by itself, and measures what the capabilities say. */
  readonly aggregates: boolean;
  /** Finds, when asked, that it does not know of every ticket. */
  readonly losesCount: boolean;
  /** Accounts by id; null when the system has none. */
  readonly users: ReadonlyMap<string, User> | null;
  readonly categories: readonly Category[] | null;
  /** Answers of single slots of `getTickets`, `listMessages` and `getUsers`, by id. */
  readonly badSlots: ReadonlyMap<string, ProviderError>;
  /** Ids of tickets that lists leave out, and say why. */
  readonly unlistable: ReadonlyMap<string, ProviderError>;
  /** Ids of tickets that come without their messages, whatever else comes along. */
  readonly bare: ReadonlySet<string>;
  readonly update: (request: UpdateRequest) => UpdateOutcome;
  readonly create: (request: CreateRequest) => CreateOutcome | Promise<CreateOutcome>;
  readonly addMessage: (request: AddMessageRequest) => AddMessageOutcome | Promise<AddMessageOutcome>;
  /** Runs before every call, which it may hold up or fail. */
  readonly before: (call: LoggedCall, nth: number) => Promise<void>;
  /** Since when what it joins to answer is under way; null where it joins nothing. */
  readonly joins: Instant | null;
}

export const DECLARES_NOTHING: Capabilities = {
  filters: {},
  composes: false,
  orders: {},
  maxPageSize: 100,
  maxBatchSize: 20,
  carries: [],
  updatableFields: [],
  creatableFields: null,
  addableMessageTypes: [],
  hasMessages: true,
};

/** Orders that are given exactly. */
export const EVERY_ORDER: Capabilities['orders'] = {
  CREATED_AT: { maxOutOfOrdernessMs: 0 },
  UPDATED_AT: { maxOutOfOrdernessMs: 0 },
  RESOLVED_AT: { maxOutOfOrdernessMs: 0 },
  PRIORITY: { maxOutOfOrdernessMs: 0 },
};

/** A stored ticket with nothing in it but what is given. */
export function makeStored(ticket: Partial<Ticket> = {}, rest: Partial<Omit<Stored, 'ticket'>> = {}): Stored {
  const whole = makeTicket(ticket);
  return { ticket: whole, messages: [], user: null, storedAt: whole.createdAt, ...rest };
}
