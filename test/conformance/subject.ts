import type { Capabilities } from '../../src/provider/capabilities.js';
import type { Provider } from '../../src/provider/provider.js';
import type { NewTicketFields, TicketChanges } from '../../src/provider/writes.js';
import type { Candidate } from '../../src/ticket/matches.js';
import type { Message } from '../../src/ticket/message.js';
import type { User } from '../../src/ticket/people.js';
import type { Owner, Ticket } from '../../src/ticket/ticket.js';

/** A ticket that the provider holds, as it has to come back, with its messages in order of position. */
export interface Seeded extends Candidate {
  readonly messages: readonly Message[];
}

/**
 * What an upstream does instead of answering: another answer (a body that is no string is sent as JSON), no answer at
 * all, the end of the connection, or the first half of the right body.
 */
export type Misbehaviour =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'hang'
  | 'reset'
  | 'cut-json';

/** The system behind a provider that speaks HTTP. */
export interface Upstream {
  /** `METHOD target` of each request since the last time, with its form if it has one; those for tokens left out. */
  takeRequests(): string[];
  /** @param request as `takeRequests` gives it */
  isWrite(request: string): boolean;
  /** Misbehaves on every request, those for tokens left out, until it is healed. */
  fail(misbehaviour: Misbehaviour): void;
  /** Misbehaves on requests that write, after so many of them. Default: 0. */
  failWrites(misbehaviour: Misbehaviour, after?: number): void;
  heal(): void;
  /** Every secret that was configured or went over the wire so far. */
  secrets(): readonly string[];
}

/** A provider, and the truth about what it holds. */
export interface Subject {
  readonly provider: Provider;
  /** Every ticket of the provider: three of its smallest pages or more. Each owner with an account is in `users`. */
  readonly seed: readonly Seeded[];
  readonly users: readonly User[];
  /** Ids of the right form that stand for nothing. */
  readonly absent: { readonly ticketId: string; readonly userId: string };
  /** One for each writable field that is no category, and what the ticket shows afterwards. */
  readonly changes: readonly { readonly changes: TicketChanges; readonly shows: Partial<Ticket> }[];
  /** What a new ticket needs; null for a provider that opens none. */
  readonly creation: { readonly owner: Owner; readonly fields: NewTicketFields } | null;
  /** The system says of each status what it is, so that every wording has a counterpart. Default: false. */
  readonly hasTypedStatuses?: boolean;
  /** Lists leave out custom fields, and say so. Default: false. */
  readonly listsAreSummaries?: boolean;
  /** Related data that comes along with tickets read by id. Default: what `capabilities.carries` says of lists. */
  readonly carriesById?: Capabilities['carries'];
  /** Null for a provider without HTTP. */
  readonly upstream: Upstream | null;
  /** Another provider over the same system, which knows nothing of its failures yet. Absent where there is no upstream. */
  readonly openAnother?: () => Provider;
  /** Closes the provider, and its store if it has one; the upstream stays. */
  closeProvider(): Promise<void>;
  /** Closes all of it. */
  close(): Promise<void>;
}

/** Makes a fresh subject; equal every time but for ports. */
export type Setup = () => Promise<Subject>;
