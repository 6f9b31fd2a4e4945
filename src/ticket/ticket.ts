import type { Instant } from './instant.js';

export const TICKET_STATUSES = ['NEW', 'OPEN', 'PENDING', 'ON_HOLD', 'RESOLVED', 'CLOSED'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** From the least to the most urgent: the position is the rank. */
export const TICKET_PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export const TICKET_SOURCES = [
  'EMAIL',
  'PHONE',
  'CHAT',
  'WEB_FORM',
  'FEEDBACK_WIDGET',
  'PORTAL',
  'SOCIAL',
  'SMS',
  'API',
  'OTHER',
] as const;
export type TicketSource = (typeof TICKET_SOURCES)[number];

/** A kind of ticket system. */
export const PROVIDER_KINDS = ['LOCAL', 'EV_ENERGY', 'MOOV', 'SIRPORTLY'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

/** Whose ticket it is. Both null when it cannot be told; then only visibility ALL sees it. */
export interface Owner {
  readonly userId: string | null;
  readonly organizationId: string | null;
}

/** The person as the provider names them; there may be no user account behind it. */
export interface Contact {
  readonly name: string | null;
  readonly email: string | null;
  readonly company: string | null;
}

/** The member of staff who handles the ticket. */
export interface Agent {
  readonly nativeId: string | null;
  readonly name: string | null;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** What only one kind of provider has. */
export type TicketDetails = EvEnergyDetails | MoovDetails | SirportlyDetails | LocalDetails;

export interface EvEnergyDetails {
  readonly kind: 'EV_ENERGY';
  readonly userUrl: string | null;
  /** The row came in the API's older form, with its message inline. */
  readonly hasLegacyShape: boolean;
}

export interface MoovDetails {
  readonly kind: 'MOOV';
  readonly accountId: string;
  readonly number: number;
  readonly foreignId: string | null;
}

export interface SirportlyDetails {
  readonly kind: 'SIRPORTLY';
  readonly department: string | null;
  readonly brand: string | null;
  readonly team: string | null;
  readonly sla: string | null;
  readonly escalationPath: string | null;
  readonly replyDueAt: Instant | null;
  readonly resolutionDueAt: Instant | null;
  readonly firstResponseSeconds: number | null;
  readonly firstResolutionSeconds: number | null;
  readonly resolutionSeconds: number | null;
  readonly updateCount: number | null;
  readonly lastRespondent: string | null;
  readonly additionalRecipients: readonly string[];
}

export interface LocalDetails {
  readonly kind: 'LOCAL';
  readonly createdBy: string | null;
}

/** A ticket of one backend in the terms that all backends share. Null is "the backend gives none". */
export interface Ticket {
  /** Key of the backend, as configured. */
  readonly backend: string;
  readonly nativeId: string;
  readonly owner: Owner;
  readonly reference: string | null;
  readonly externalTicketId: string | null;
  readonly url: string | null;
  readonly requester: Contact | null;
  readonly assignee: Agent | null;
  readonly subject: string | null;
  /** Null when the provider's own wording has no counterpart; the wording stays in `statusName`. */
  readonly status: TicketStatus | null;
  readonly statusName: string | null;
  readonly priority: TicketPriority | null;
  readonly priorityName: string | null;
  readonly source: TicketSource | null;
  readonly sourceName: string | null;
  readonly humanVerifiedCategory: string | null;
  readonly humanVerifiedSubcategory: string | null;
  readonly aiGeneratedCategory: string | null;
  readonly aiGeneratedSubcategory: string | null;
  readonly typeDeprecated: string | null;
  readonly tags: readonly string[];
  readonly conversationSummary: string | null;
  readonly customFields: JsonObject | null;
  readonly attributes: JsonObject | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly latestMessageAt: Instant | null;
  /** The backend's own version of the row; null when it keeps none (see `versionOf`). */
  readonly revision: string | null;
  readonly details: TicketDetails | null;
}

/**
 * What a ticket tells besides where it is, whose it is, when it was opened and which revision it is: what need not be read where
 * nobody looks at it.
 */
export const TICKET_FIELDS = [
  'reference',
  'externalTicketId',
  'url',
  'requester',
  'assignee',
  'subject',
  'status',
  'statusName',
  'priority',
  'priorityName',
  'source',
  'sourceName',
  'humanVerifiedCategory',
  'humanVerifiedSubcategory',
  'aiGeneratedCategory',
  'aiGeneratedSubcategory',
  'typeDeprecated',
  'tags',
  'conversationSummary',
  'customFields',
  'attributes',
  'updatedAt',
  'resolvedAt',
  'closedAt',
  'latestMessageAt',
  'details',
] as const satisfies readonly (keyof Ticket)[];
export type TicketField = (typeof TICKET_FIELDS)[number];
export type TicketFields = ReadonlySet<TicketField>;

/** Where a ticket is: its backend's key and its id there. */
export type TicketRef = Pick<Ticket, 'backend' | 'nativeId'>;
