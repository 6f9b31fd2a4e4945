import type { Instant } from '../ticket/instant.js';
import type { Message, MessageType, MessageVisibility } from '../ticket/message.js';
import type { JsonObject, Owner, Ticket, TicketPriority, TicketStatus } from '../ticket/ticket.js';

/** What a ticket can be given, by the names of the public schema; a dot leads into a provider's own input. */
interface FieldValues {
  readonly humanVerifiedCategory: string;
  readonly humanVerifiedSubcategory: string;
  readonly aiGeneratedCategory: string;
  readonly aiGeneratedSubcategory: string;
  readonly status: TicketStatus;
  readonly statusName: string;
  readonly priority: TicketPriority;
  readonly priorityName: string;
  readonly subject: string;
  /** The whole new set. */
  readonly tags: readonly string[];
  /** The keys to write; others stay as they are. A null inside clears that key. */
  readonly customFields: JsonObject;
  readonly requesterName: string;
  readonly requesterEmail: string;
  readonly externalTicketId: string;
  readonly 'moov.accountId': string;
  readonly 'sirportly.department': string;
  readonly 'sirportly.team': string;
  readonly 'sirportly.user': string;
  readonly 'sirportly.sla': string;
  readonly 'sirportly.replyDueAt': Instant;
  readonly 'sirportly.resolutionDueAt': Instant;
  readonly 'sirportly.updatedAt': Instant;
  readonly 'sirportly.contactMethod': string;
  readonly 'sirportly.contactMethodData': string;
  readonly 'sirportly.contactName': string;
  /** The whole new list. */
  readonly 'sirportly.additionalContactMethods': readonly string[];
}

const SIRPORTLY_FIELDS = [
  'sirportly.department',
  'sirportly.team',
  'sirportly.user',
  'sirportly.sla',
  'sirportly.replyDueAt',
  'sirportly.resolutionDueAt',
  'sirportly.updatedAt',
  'sirportly.contactMethod',
  'sirportly.contactMethodData',
  'sirportly.contactName',
  'sirportly.additionalContactMethods',
] as const;

export const CATEGORY_FIELDS = [
  'humanVerifiedCategory',
  'humanVerifiedSubcategory',
  'aiGeneratedCategory',
  'aiGeneratedSubcategory',
] as const;
export type CategoryField = (typeof CATEGORY_FIELDS)[number];

/** Fields of `updateTicket`. */
export const UPDATABLE_FIELDS = [
  ...CATEGORY_FIELDS,
  'status',
  'statusName',
  'priority',
  'priorityName',
  'subject',
  'tags',
  'customFields',
  ...SIRPORTLY_FIELDS,
] as const;
export type UpdatableField = (typeof UPDATABLE_FIELDS)[number];

/** Fields of `createTicket` that not every system takes. */
export const CREATABLE_FIELDS = [
  'requesterName',
  'requesterEmail',
  'priority',
  'tags',
  'customFields',
  'externalTicketId',
  'moov.accountId',
  ...SIRPORTLY_FIELDS,
] as const;
export type CreatableField = (typeof CREATABLE_FIELDS)[number];

/** Fields to write: absent stays as it is, null clears. */
export type TicketChanges = { readonly [field in UpdatableField]?: FieldValues[field] | null };

/** Fields that a new ticket gets beside subject and text; absent is the upstream's default. */
export type NewTicketFields = { readonly [field in CreatableField]?: FieldValues[field] };

export interface UpdateRequest {
  readonly nativeId: string;
  /** Only fields that the capabilities name, and at least one. */
  readonly changes: TicketChanges;
  /** Write only while `versionOf(ticket)` is this; null writes regardless. */
  readonly expectedVersion: string | null;
}

export type UpdateOutcome =
  | { readonly outcome: 'UPDATED'; readonly ticket: Ticket }
  | { readonly outcome: 'CONFLICT'; readonly current: Ticket }
  | { readonly outcome: 'NOT_FOUND' }
  | Invalid;

export interface CreateRequest {
  readonly attempt: Attempt;
  readonly subject: string;
  readonly text: string;
  /** Whose ticket it is to be. Both null: nobody's in particular. */
  readonly owner: Owner;
  /** False for an owner whose tickets the caller may not see; to be treated like one that does not exist. */
  readonly mayOwn: (owner: Owner) => boolean;
  /** Only fields that the capabilities name. */
  readonly fields: NewTicketFields;
}

export type CreateOutcome = { readonly outcome: 'CREATED'; readonly ticket: Ticket } | Invalid;

export interface AddMessageRequest {
  readonly attempt: Attempt;
  readonly nativeId: string;
  readonly text: string;
  readonly visibility: MessageVisibility;
  /** One of `capabilities.addableMessageTypes`: who speaks. */
  readonly type: MessageType;
  /** Name of the caller, where it is known: for systems that have no author of their own. */
  readonly authorName: string | null;
}

export type AddMessageOutcome =
  | { readonly outcome: 'ADDED'; readonly ticket: Ticket; readonly message: Message }
  | { readonly outcome: 'NOT_FOUND' }
  | Invalid;

/** Nothing was written. */
export interface Invalid {
  readonly outcome: 'INVALID';
  /** At least one. */
  readonly issues: readonly FieldIssue[];
}

/** What is wrong with one field. The path is in the gateway's names; the message is ours, never upstream text. */
export interface FieldIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** One write that is to happen once, however often it is tried. */
export interface Attempt {
  /** A ULID, the same in every try: the id of what is written, or a mark to find it by. */
  readonly id: string;
  /** When the first try began. */
  readonly startedAt: Instant;
  /** An earlier try may have taken effect, wholly or in part: look before writing. */
  readonly isRepeat: boolean;
  /** What an earlier try saved last; null when it saved nothing. */
  readonly progress: string | null;
  /** Keeps how far the write has come, for a later try to go on from. @throws ProviderError */
  saveProgress(progress: string): Promise<void>;
}
