import type { Category } from '../ticket/category.js';
import type { TicketFilter } from '../ticket/filter.js';
import type { Instant } from '../ticket/instant.js';
import type { Message } from '../ticket/message.js';
import type { TicketKey, TicketOrder } from '../ticket/order.js';
import type { User } from '../ticket/people.js';
import type { Owner, ProviderKind, Ticket, TicketFields } from '../ticket/ticket.js';
import type { Aggregate, AggregateRequest } from './aggregate.js';
import type { Cancellation } from './cancel-signal.js';
import type { Capabilities } from './capabilities.js';
import type { ProviderError } from './provider-error.js';
import type {
  AddMessageOutcome,
  AddMessageRequest,
  CreateOutcome,
  CreateRequest,
  UpdateOutcome,
  UpdateRequest,
} from './writes.js';

/**
 * One ticket system behind one interface. Every method may throw `ProviderError` when the call as a whole failed;
 * reads by id answer in slots, so that one bad id costs that id.
 *
 * A provider reads with the backend's own credentials and knows no viewer: who may see what is decided above it. It is copied
 * with some of its methods replaced, so all that it has is its own, stays as it is, and does without `this`.
 */
export interface Provider {
  readonly kind: ProviderKind;
  readonly capabilities: Capabilities;
  /**
   * Whether `Call.basis` hears of every read outside of the gateway that an answer rests on; what is read from the gateway's
   * own store, it need not. Default: it does not, and what is made of this backend's answers is given to nobody but who asked.
   */
  readonly tellsBasis?: boolean;

  /** One page of a list. @throws ProviderError */
  listTickets(request: ListRequest, call: Call): Promise<TicketPage>;

  /**
   * Reads tickets by id. Slot i answers `ids[i]`: the ticket, null when there is none, or the error that kept us from
   * knowing. At most `capabilities.maxBatchSize` ids, none twice.
   * @throws ProviderError when the whole batch failed
   */
  getTickets(ids: readonly string[], expand: Expand, call: Call): Promise<Slots<TicketRow>>;

  /**
   * Reads whole conversations by ticket id, each ordered by position; null when there is no such ticket. At most
   * `capabilities.maxBatchSize` ids, none twice. Absent when the system has no messages.
   */
  listMessages?(ticketIds: readonly string[], call: Call): Promise<Slots<readonly Message[]>>;

  /**
   * How many tickets pass, and what `capabilities.measures` says can be told of them: of every one that passes, or null
   * when the system turns out not to know of every one. Absent when it cannot count; it is only asked filters it
   * evaluates exactly.
   */
  aggregate?(request: AggregateRequest, call: Call): Promise<Aggregate | null>;

  /** Reads people by user id, for systems that have accounts. At most `capabilities.maxBatchSize` ids, none twice. */
  getUsers?(ids: readonly string[], call: Call): Promise<Slots<User>>;

  /** The classification of this system, in the order to show. Absent when it has none. */
  listCategories?(call: Call): Promise<readonly Category[]>;

  /** Writes `capabilities.updatableFields` of one ticket. Absent when that list is empty. Never sent twice. */
  updateTicket?(request: UpdateRequest, call: Call): Promise<UpdateOutcome>;

  /**
   * Opens a ticket with its first message. A repeat of the same attempt finishes what an earlier try began and answers
   * its ticket. Absent when `capabilities.creatableFields` is null.
   * @throws ProviderError with `outcomeUnknown` when something was, or may have been, written
   */
  createTicket?(request: CreateRequest, call: Call): Promise<CreateOutcome>;

  /** Adds a message. A repeat of the same attempt adds no second one. Absent when no type of message can be added. */
  addMessage?(request: AddMessageRequest, call: Call): Promise<AddMessageOutcome>;

  /** What the last calls told: no call is made. */
  status(): ProviderStatus;

  /** One cheap call that fails when the system cannot be used. @throws ProviderError */
  probe(call: Call): Promise<void>;

  /**
   * What the backend's options name and the system does not know, a sentence each that begins with the option and holds
   * no secret. Absent: they name nothing that a cheap call could tell. @throws ProviderError
   */
  findOptionProblems?(call: Call): Promise<readonly string[]>;

  /** Ends connections. Calls under way fail. */
  close(): Promise<void>;
}

/** Slot i answers key i: the value, null when there is none, or the error that kept us from knowing. */
export type Slots<T> = readonly (T | null | ProviderError)[];

/** What every call carries. */
export interface Call {
  /** Aborted when the answer is no longer wanted or the deadline has passed. `onAbort` listens to either kind. */
  readonly signal: Cancellation;
  /**
   * Refuses owners whose tickets are not wanted. A system that knows a ticket's owner by its place need not look there.
   * Absent: every owner will do.
   */
  readonly mayOwn?: ((owner: Owner) => boolean) | undefined;
  /**
   * What is looked at of the tickets that come of `listTickets` and `getTickets`. A system that keeps a revision of each ticket
   * need not give more: the rest is null or empty then. Where there is no revision, a version is made of all that there is.
   * Absent: everything is looked at.
   */
  readonly ticketFields?: TicketFields | undefined;
  /**
   * Told of every request before it leaves for the upstream; it may refuse. Store reads do not count.
   * @throws ProviderError, caused by NothingLeftError where another caller may well be answered
   */
  readonly onUpstreamRequest: () => void;
  /**
   * Told when a call of this backend begins; what it gives back is told how that ended: OK, STALE, ABORTED, FAULT or the code
   * of a `ProviderError`. Absent: nobody wants to know.
   */
  readonly onCall?: ((backend: string) => (outcome: string) => void) | undefined;
  /** What it is for: figures give way to what somebody waits to read. Default: read. */
  readonly purpose?: 'read' | 'statistics';
  /** Milliseconds until the caller's time is up. Absent: nobody says. */
  readonly timeLeftMs?: () => number;
  /**
   * Says that an earlier answer will do while the system is out of order, and is told how old it is. Absent: it will
   * not do.
   */
  readonly onStale?: ((asOf: Instant) => void) | undefined;
  /**
   * Says that an answer will do that the system gave a moment ago to whoever asked the same, and is told when that was
   * asked for. Absent: it will not do.
   */
  readonly onShared?: ((asOf: Instant) => void) | undefined;
  /** Whether such an answer may have come already, or must still be under way. Default: it may. */
  readonly takesKept?: boolean;
  /**
   * Calls that say the same here share answers with each other only, kept ones and those under way: where it would tell
   * something about others that an answer comes at once. Absent: they are shared with all who say nothing.
   */
  readonly sharedAmong?: string | undefined;
  /**
   * The system must be asked by this call itself, now: a look before a write, or after it. What others have asked for before
   * it was answered is then no longer fresh to anybody, so that nobody sees less than the write did. Default: false.
   */
  readonly asksAnew?: boolean;
  /** Hears of what the answer rests on. Absent: nobody wants to know. */
  readonly basis?: ReadBasis;
}

/** Tells whether what was read may still serve whoever asks the same: now, and whenever it is called. */
export type Holds = () => boolean;

/** The reads that something rests on. */
export interface ReadBasis {
  /** A read begins. Unless `restOn` follows, nobody can say whether what came of it holds. */
  begin(): void;
  /** What came of one of them holds as long as that says. */
  restOn(holds: Holds): void;
}

/** Related data to carry along with tickets where the system can; what cannot be carried is left out of the row. */
export interface Expand {
  readonly user: boolean;
  readonly messages: boolean;
}

export interface ListRequest {
  /** Only what `pushDown` found this provider to evaluate. */
  readonly filter: TicketFilter;
  /** One of `capabilities.orders`, or null when any order will do. */
  readonly order: TicketOrder | null;
  /**
   * Only rows beyond this place in `order` are wanted. A hint: rows at or before it may come and are dropped by the
   * caller, rows beyond it must not be left out. Null: from the beginning.
   */
  readonly after: TicketKey | null;
  /** Rows wanted, at least 1. A page may hold more or fewer; it is bounded by `capabilities.maxPageSize`. */
  readonly limit: number;
  /** `next` of the page before, with all else unchanged; null for the first page. */
  readonly cursor: string | null;
  readonly expand: Expand;
}

export interface TicketPage {
  /** In the order asked for, up to the out-of-orderness that the capability declares. */
  readonly rows: readonly TicketRow[];
  /** Why tickets are missing that belong here and could not be read, where others could. Default: none is. */
  readonly leftOut?: ProviderError | null;
  /** Hands the list on to the next call; null at the end. */
  readonly next: string | null;
}

/** A ticket with what was carried along; undefined is "not carried", null is "there is none". */
export interface TicketRow {
  readonly ticket: Ticket;
  /** The list gives less than `getTickets`: `customFields` is null here whatever it is there. Default: false. */
  readonly isSummary?: boolean | undefined;
  readonly user?: User | null | undefined;
  readonly messages?: readonly Message[] | undefined;
}

export type BackendHealth = 'HEALTHY' | 'DEGRADED' | 'DOWN';

export interface ProviderStatus {
  readonly health: BackendHealth;
  /** The upstream's current window, where it says; each part null where it does not. */
  readonly rateLimit: RateLimit | null;
  /** Whether calls go out, by kind of call; none for a system that is no upstream. */
  readonly breakers: Readonly<Record<string, BreakerState>>;
  /** For how long nothing goes out, or nothing of some part, because the upstream asked for that; milliseconds, 0 where it did not. */
  readonly pausedMs: number;
}

/** CLOSED: calls go out. OPEN: none does, because the last ones failed. HALF_OPEN: one does, to see how it is now. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export interface RateLimit {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: Instant | null;
}
