/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A message to add to a ticket. */
export type AddMessageInput = {
  /** The same key again returns the first answer instead of a second message, for 24 hours. Up to 128 characters. */
  idempotencyKey: string;
  /** What to say, up to 65536 characters. */
  text: string;
  /** Id of the ticket. */
  ticket: string | number;
  /** Who speaks. Left out: staff with access to all areas or in an internal note, otherwise the customer. Speaking as staff takes what an internal note takes. */
  type?: MessageType | null | undefined;
  /** INTERNAL takes access to all areas or the scope support:internal. */
  visibility?: MessageVisibility;
};

/** Why a backend failed: one vocabulary for every provider. */
export type BackendErrorCode =
  /** It answered with something that cannot be understood. */
  | 'BAD_RESPONSE'
  /** The gateway's credentials do not allow that. */
  | 'FORBIDDEN'
  /** Too many requests for now. */
  | 'RATE_LIMITED'
  /** It did not answer in time. */
  | 'TIMEOUT'
  /** It refused the gateway's credentials. */
  | 'UNAUTHENTICATED'
  /** It could not be reached, or is out of order. */
  | 'UNAVAILABLE';

/** How a backend is, judged by its last calls. */
export type BackendHealth =
  /** The last call failed. */
  | 'DEGRADED'
  /** Several calls in a row failed. */
  | 'DOWN'
  /** The last call went well, or none was made yet. */
  | 'HEALTHY';

/** How complete one backend's part of an answer is. */
export type BackendOutcome =
  /** All that was asked. */
  | 'COMPLETE'
  /** Nothing from this backend. `error` says why. */
  | 'FAILED'
  /** Some of it: a scan limit or a deadline was reached. `reason` says which. */
  | 'PARTIAL'
  /** Not asked, because the filter, or what this token may see, rules it out. */
  | 'SKIPPED'
  /** An earlier answer, `asOf` says how old, because the backend did not answer now. */
  | 'STALE';

/** How sure a count is. */
export type CountPrecision =
  /** There may be more: a backend could not be counted to the end. */
  | 'AT_LEAST'
  /** Every backend was counted to the end. */
  | 'EXACT'
  /** No backend could be counted; the value is 0. */
  | 'UNKNOWN';

/** A new ticket with its first message. */
export type CreateTicketInput = {
  /** Key of the backend to open it in. */
  backend: string;
  /** Names and values of the backend's own fields. */
  customFields?: unknown;
  /** Id of the same matter in another system. */
  externalTicketId?: string | null | undefined;
  /** The same key again returns the first answer instead of a second ticket, for 24 hours. Up to 128 characters. */
  idempotencyKey: string;
  /** What only Moov has. */
  moov?: MoovTicketInput | null | undefined;
  /** How urgent it is. */
  priority?: TicketPriority | null | undefined;
  /** Where answers go. Without access to all areas only a verified address of the ticket's user. */
  requesterEmail?: string | null | undefined;
  /** Who asks. */
  requesterName?: string | null | undefined;
  /** What only Sirportly has. */
  sirportly?: SirportlyTicketInput | null | undefined;
  /** What it is about. */
  subject: string;
  /** Tags. */
  tags?: Array<string> | null | undefined;
  /** The first message, up to 65536 characters. */
  text: string;
  /** Whose ticket it is. Left out: the caller’s own, or nobody’s with access to all areas. */
  user?: string | number | null | undefined;
};

/** Tests of an instant, compared to the millisecond. */
export type DateTimeFilter = {
  /** After this. */
  gt?: string | null | undefined;
  /** This or after it. */
  gte?: string | null | undefined;
  /** Before this. */
  lt?: string | null | undefined;
  /** This or before it. */
  lte?: string | null | undefined;
};

/** Tests of a reference, by Relay ids. */
export type IdFilter = {
  /** Is this value. */
  eq?: string | number | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<string | number> | null | undefined;
  /** true: has no value. false: has one. */
  isNull?: boolean | null | undefined;
};

/** Tests of a whole number. */
export type IntFilter = {
  /** Is this value. */
  eq?: number | null | undefined;
  /** This or more. */
  gte?: number | null | undefined;
  /** This or less. */
  lte?: number | null | undefined;
};

/** Keeps messages; inside TicketFilter, keeps tickets with at least one such message. Fields are ANDed. */
export type MessageFilter = {
  /** When it was written. */
  createdAt?: DateTimeFilter | null | undefined;
  /** Place in the conversation, from 0. */
  position?: IntFilter | null | undefined;
  /** Who speaks. */
  type?: MessageTypeFilter | null | undefined;
  /** Who may read it. */
  visibility?: MessageVisibility | null | undefined;
};

/** Who speaks in a message. May grow. */
export type MessageType =
  /** An automatic answer. */
  | 'AI_AGENT_RESPONSE'
  /** A later word of the requester. */
  | 'CUSTOMER_RESPONSE'
  /** A person of the support staff. */
  | 'HUMAN_AGENT_RESPONSE'
  /** The request that opened the ticket. */
  | 'INITIAL_REQUEST';

/** Tests of who speaks. */
export type MessageTypeFilter = {
  /** Is this value. */
  eq?: MessageType | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<MessageType> | null | undefined;
};

/** Who may read a message. */
export type MessageVisibility =
  /** Staff's notes: visibility ALL or scope support:internal. */
  | 'INTERNAL'
  /** Everybody who may see the ticket. */
  | 'PUBLIC';

/** What only Moov has. */
export type MoovTicketInput = {
  /** Account that the ticket is opened for; can be left out where there is one only. */
  accountId?: string | number | null | undefined;
};

/** Tests of an instant that may be missing; comparisons keep only tickets that have it. */
export type NullableDateTimeFilter = {
  /** After this. */
  gt?: string | null | undefined;
  /** This or after it. */
  gte?: string | null | undefined;
  /** true: has no value. false: has one. */
  isNull?: boolean | null | undefined;
  /** Before this. */
  lt?: string | null | undefined;
  /** This or before it. */
  lte?: string | null | undefined;
};

/** Tests of a text that may be missing, compared exactly and with case. */
export type NullableStringFilter = {
  /** Is this value. */
  eq?: string | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<string> | null | undefined;
  /** true: has no value. false: has one. */
  isNull?: boolean | null | undefined;
  /** Is none of these; keeps tickets without a value. */
  notIn?: Array<string> | null | undefined;
};

/** A kind of ticket system. May grow: keep a default branch. */
export type ProviderKind =
  /** ev.energy v2 API. */
  | 'EV_ENERGY'
  /** The gateway's own SQL store. */
  | 'LOCAL'
  /** Moov support tickets. */
  | 'MOOV'
  /** Sirportly. */
  | 'SIRPORTLY';

/** Tests of the kind of ticket system. */
export type ProviderKindFilter = {
  /** Is this value. */
  eq?: ProviderKind | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<ProviderKind> | null | undefined;
};

/** What only Sirportly has; for staff, with access to all areas or the scope support:internal. Departments, teams, users and SLAs go by name or id. */
export type SirportlyTicketInput = {
  /** All further addresses or numbers: replaces the list. */
  additionalContactMethods?: Array<string> | null | undefined;
  /** Id of the contact's method; of the same kind as the present one. */
  contactMethod?: string | number | null | undefined;
  /** Address or number, found or made; goes with contactName. */
  contactMethodData?: string | null | undefined;
  /** Name of the contact behind contactMethodData. */
  contactName?: string | null | undefined;
  /** Department. */
  department?: string | null | undefined;
  /** When a reply is due. */
  replyDueAt?: string | null | undefined;
  /** When the solution is due. */
  resolutionDueAt?: string | null | undefined;
  /** Service level agreement. */
  sla?: string | null | undefined;
  /** Team on the department's escalation path. */
  team?: string | null | undefined;
  /** Overrides the time of the last change. */
  updatedAt?: string | null | undefined;
  /** Member of the team who handles the ticket: user name or id. */
  user?: string | null | undefined;
};

/** Tests of a text, compared exactly and with case. */
export type StringFilter = {
  /** Is this value. */
  eq?: string | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<string> | null | undefined;
  /** Is none of these; keeps tickets without a value. */
  notIn?: Array<string> | null | undefined;
};

/** Tests of the tags, compared exactly and with case. */
export type TagsFilter = {
  /** Has this tag. */
  has?: string | null | undefined;
  /** Has every one of these; an empty list keeps everything. */
  hasAll?: Array<string> | null | undefined;
  /** Has at least one of these; an empty list keeps nothing. */
  hasAny?: Array<string> | null | undefined;
  /** true: has no tag. false: has at least one. */
  isEmpty?: boolean | null | undefined;
};

/** Keeps tickets. Fields are ANDed; and, or, not compose. A test of a missing value is false, so notIn and not keep tickets without one. A null inside is refused. */
export type TicketFilter = {
  /** Category a program proposes, by value. */
  aiGeneratedCategory?: NullableStringFilter | null | undefined;
  /** Subcategory a program proposes, by value. */
  aiGeneratedSubcategory?: NullableStringFilter | null | undefined;
  /** Every one of these; an empty list keeps everything. */
  and?: Array<TicketFilter> | null | undefined;
  /** Key of the backend. */
  backend?: StringFilter | null | undefined;
  /** When it was opened. */
  createdAt?: DateTimeFilter | null | undefined;
  /** Id in the support system behind the backend. */
  externalTicketId?: NullableStringFilter | null | undefined;
  /** Category a person chose, by value. */
  humanVerifiedCategory?: NullableStringFilter | null | undefined;
  /** Subcategory a person chose, by value. */
  humanVerifiedSubcategory?: NullableStringFilter | null | undefined;
  /** Has at least one message like this, among those the caller may read. */
  messages?: MessageFilter | null | undefined;
  /** Not this. */
  not?: TicketFilter | null | undefined;
  /** At least one of these; an empty list keeps nothing. */
  or?: Array<TicketFilter> | null | undefined;
  /** Organisation the ticket belongs to. */
  organization?: IdFilter | null | undefined;
  /** Normalised priority. */
  priority?: TicketPriorityFilter | null | undefined;
  /** Priority in the backend's own words. */
  priorityName?: NullableStringFilter | null | undefined;
  /** Kind of ticket system. */
  provider?: ProviderKindFilter | null | undefined;
  /** When it was resolved. */
  resolvedAt?: NullableDateTimeFilter | null | undefined;
  /** Words in subject, messages or summary: every one must be there as a whole word, in any order and case. */
  search?: string | null | undefined;
  /** Normalised source. */
  source?: TicketSourceFilter | null | undefined;
  /** Source in the backend's own words. */
  sourceName?: NullableStringFilter | null | undefined;
  /** Normalised status. */
  status?: TicketStatusFilter | null | undefined;
  /** Status in the backend's own words. */
  statusName?: NullableStringFilter | null | undefined;
  /** Tags. */
  tags?: TagsFilter | null | undefined;
  /** When it last changed. */
  updatedAt?: NullableDateTimeFilter | null | undefined;
  /** User the ticket belongs to. */
  user?: IdFilter | null | undefined;
};

/** Normalised priority. The provider's own wording is beside it in priorityName. May grow. */
export type TicketPriority =
  /** Before the others. */
  | 'HIGH'
  /** Can wait. */
  | 'LOW'
  /** In turn. */
  | 'NORMAL'
  /** At once. */
  | 'URGENT';

/** Tests of the normalised priority. */
export type TicketPriorityFilter = {
  /** Is this value. */
  eq?: TicketPriority | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<TicketPriority> | null | undefined;
  /** true: has no value. false: has one. */
  isNull?: boolean | null | undefined;
  /** Is none of these; keeps tickets without a value. */
  notIn?: Array<TicketPriority> | null | undefined;
};

/** Where the ticket came from. The provider's own wording is beside it in sourceName. May grow. */
export type TicketSource =
  /** Another program. */
  | 'API'
  /** A chat. */
  | 'CHAT'
  /** An e-mail. */
  | 'EMAIL'
  /** A feedback widget in a site or app. */
  | 'FEEDBACK_WIDGET'
  /** Something else that the provider names. */
  | 'OTHER'
  /** A call. */
  | 'PHONE'
  /** A support portal. */
  | 'PORTAL'
  /** A text message. */
  | 'SMS'
  /** A social network. */
  | 'SOCIAL'
  /** A form on a web site. */
  | 'WEB_FORM';

/** Tests of the normalised source. */
export type TicketSourceFilter = {
  /** Is this value. */
  eq?: TicketSource | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<TicketSource> | null | undefined;
  /** true: has no value. false: has one. */
  isNull?: boolean | null | undefined;
  /** Is none of these; keeps tickets without a value. */
  notIn?: Array<TicketSource> | null | undefined;
};

/** Normalised status. The provider's own wording is beside it in statusName. May grow. */
export type TicketStatus =
  /** Done for good. */
  | 'CLOSED'
  /** Nobody has looked at it yet. */
  | 'NEW'
  /** Waiting for somebody else. */
  | 'ON_HOLD'
  /** Somebody is to act. */
  | 'OPEN'
  /** Waiting for the requester. */
  | 'PENDING'
  /** Answered; may be opened again. */
  | 'RESOLVED';

/** Tests of the normalised status. */
export type TicketStatusFilter = {
  /** Is this value. */
  eq?: TicketStatus | null | undefined;
  /** Is one of these; an empty list keeps nothing. */
  in?: Array<TicketStatus> | null | undefined;
  /** true: has no value. false: has one. */
  isNull?: boolean | null | undefined;
  /** Is none of these; keeps tickets without a value. */
  notIn?: Array<TicketStatus> | null | undefined;
};

/** What to write. Omitted: unchanged. null: cleared. */
export type UpdateTicketInput = {
  /** Category that a program proposes, by value. */
  aiGeneratedCategory?: string | null | undefined;
  /** Subcategory that a program proposes, by value. */
  aiGeneratedSubcategory?: string | null | undefined;
  /** Names and values to write; names left out stay as they are, null clears one. */
  customFields?: unknown;
  /** Write only while this is the ticket’s version; otherwise the answer is a ConflictError. */
  expectedVersion?: string | null | undefined;
  /** Category that a person chose, by value. */
  humanVerifiedCategory?: string | null | undefined;
  /** Subcategory that a person chose, by value. */
  humanVerifiedSubcategory?: string | null | undefined;
  /** Id of the ticket. */
  id: string | number;
  /** Priority in the terms that every backend shares. */
  priority?: TicketPriority | null | undefined;
  /** Priority in the backend's own words. */
  priorityName?: string | null | undefined;
  /** What only Sirportly has. */
  sirportly?: SirportlyTicketInput | null | undefined;
  /** Status in the terms that every backend shares. */
  status?: TicketStatus | null | undefined;
  /** Status in the backend's own words. */
  statusName?: string | null | undefined;
  /** What it is about. */
  subject?: string | null | undefined;
  /** All tags: replaces the set. */
  tags?: Array<string> | null | undefined;
};

/** What the caller's token may see. */
export type Visibility =
  /** Every ticket, also those whose owner cannot be told. */
  | 'ALL'
  /** Tickets of the caller's organisation. */
  | 'ORGANIZATION'
  /** The caller's own tickets. */
  | 'USER';

export type FirstPageQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstPageQuery = { tickets: { nodes: Array<{ subject: string | null, status: TicketStatus | null, createdAt: string, reference: string, backend: { key: string }, user: { fullName: string | null } | null, messages: { nodes: Array<{ authorName: string | null, text: string }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, backends: Array<{ outcome: BackendOutcome, upstreamRequests: number, backend: { key: string } }> } };

export type DashboardQueryVariables = Exact<{
  filter?: TicketFilter | null | undefined;
}>;


export type DashboardQuery = { stats: { total: number, volume: Array<{ date: string, count: number }>, resolution: { totalResolved: number, resolutionRate: number | null, averageSeconds: number | null, medianSeconds: number | null, p90Seconds: number | null, percentilesExact: boolean }, byStatus: Array<{ label: string, count: number }>, byPriority: Array<{ label: string, count: number }>, bySource: Array<{ label: string, count: number }>, byBackend: Array<{ label: string, count: number }>, topCategories: { categories: Array<{ count: number, category: { label: string } }>, subcategories: Array<{ count: number, category: { label: string }, subcategory: { label: string } }> }, sankey: { nodes: Array<{ id: string, label: string }>, links: Array<{ source: string, target: string, value: number }> }, backends: Array<{ outcome: BackendOutcome, reason: string | null, asOf: string | null, upstreamRequests: number, backend: { key: string } }> } };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { visibility: Visibility, scopes: Array<string>, tokenExpiresAt: string | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null } };

export type UrgentAndOpenQueryVariables = Exact<{
  filter?: TicketFilter | null | undefined;
}>;


export type UrgentAndOpenQuery = { tickets: { totalCount: { value: number, precision: CountPrecision }, nodes: Array<{ id: string, subject: string | null, status: TicketStatus | null, priority: TicketPriority | null, assignee: { name: string | null } | null, humanVerifiedCategory: { value: string, label: string } | null }>, backends: Array<{ outcome: BackendOutcome, reason: string | null, pushed: Array<string>, evaluatedHere: Array<string>, backend: { key: string } }> } };

export type BackendsQueryVariables = Exact<{ [key: string]: never; }>;


export type BackendsQuery = { backends: Array<{ key: string, displayName: string, provider: ProviderKind, health: BackendHealth, capabilities: { orders: Array<string>, updatableFields: Array<string>, filters: Array<{ field: string, operator: string, support: string }> }, rateLimit: { limit: number | null, remaining: number | null } | null }> };

export type OpenTicketMutationVariables = Exact<{
  input?: CreateTicketInput;
}>;


export type OpenTicketMutation = { createTicket:
    | { ticket: { id: string, status: TicketStatus | null, messages: { nodes: Array<{ text: string }> } | null } }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type CreateTicketMutationVariables = Exact<{
  input: CreateTicketInput;
}>;


export type CreateTicketMutation = { createTicket:
    | { __typename: 'CreateTicketPayload', ticket: { id: string, subject: string | null, status: TicketStatus | null, priority: TicketPriority | null, tags: Array<string>, customFields: unknown, user: { fullName: string | null } | null, organization: { name: string } | null, messages: { nodes: Array<{ position: number, type: MessageType, text: string, visibility: MessageVisibility }> } | null } }
    | { __typename: 'ForbiddenError', message: string, requiredScopes: Array<string> }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UnsupportedError', message: string, fields: Array<string>, supported: Array<string> }
    | { __typename: 'UpstreamError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type AddMessageMutationVariables = Exact<{
  input: AddMessageInput;
}>;


export type AddMessageMutation = { addMessage:
    | { __typename: 'AddMessagePayload', message: { id: string, text: string, type: MessageType, visibility: MessageVisibility, position: number }, ticket: { version: string, latestMessageAt: string | null, messages: { nodes: Array<{ text: string }> } | null } }
    | { __typename: 'ForbiddenError', requiredScopes: Array<string>, problem: string }
    | { __typename: 'NotFoundError', problem: string }
    | { __typename: 'RateLimitedError', problem: string }
    | { __typename: 'UnsupportedError', problem: string }
    | { __typename: 'UpstreamError', problem: string }
    | { __typename: 'ValidationError', problem: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type TicketToUpdateQueryVariables = Exact<{
  id: string | number;
}>;


export type TicketToUpdateQuery = { ticket: { version: string, humanVerifiedCategory: { value: string, label: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null } | null };

export type UpdateTicketMutationVariables = Exact<{
  input: UpdateTicketInput;
}>;


export type UpdateTicketMutation = { updateTicket:
    | { __typename: 'ConflictError', message: string, current: { version: string } }
    | { __typename: 'ForbiddenError', message: string, requiredScopes: Array<string> }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string, retryAfterSeconds: number }
    | { __typename: 'UnsupportedError', message: string }
    | { __typename: 'UpdateTicketPayload', ticket: { version: string, humanVerifiedCategory: { value: string, label: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null } }
    | { __typename: 'UpstreamError', message: string, code: BackendErrorCode, outcomeUnknown: boolean, retryable: boolean }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type ReadWrittenQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadWrittenQuery = { ticket: { id: string, nativeId: string, reference: string | null, externalTicketId: string | null, url: string | null, subject: string | null, status: TicketStatus | null, statusName: string | null, priority: TicketPriority | null, priorityName: string | null, source: TicketSource | null, sourceName: string | null, tags: Array<string>, customFields: unknown, attributes: unknown, conversationSummary: string | null, createdAt: string, updatedAt: string | null, resolvedAt: string | null, closedAt: string | null, version: string, messages: { nodes: Array<{ id: string, nativeId: string | null, position: number, type: MessageType, visibility: MessageVisibility, authorName: string | null, text: string, textClean: string | null, createdAt: string | null }> } | null, requester: { name: string | null, email: string | null, company: string | null } | null, assignee: { nativeId: string | null, name: string | null } | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null, humanVerifiedCategory: { value: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null, aiGeneratedSubcategory: { value: string } | null, details:
      | { __typename: 'EvEnergyTicketDetails' }
      | { __typename: 'LocalTicketDetails' }
      | { __typename: 'MoovTicketDetails', accountId: string, number: number, foreignId: string | null }
      | { __typename: 'SirportlyTicketDetails', department: string | null, brand: string | null, team: string | null, sla: string | null, escalationPath: string | null, replyDueAt: string | null, resolutionDueAt: string | null, firstResponseSeconds: number | null, firstResolutionSeconds: number | null, resolutionSeconds: number | null, additionalRecipients: Array<string> }
     | null } | null };

export type WrittenFragment = { id: string, nativeId: string, reference: string | null, externalTicketId: string | null, url: string | null, subject: string | null, status: TicketStatus | null, statusName: string | null, priority: TicketPriority | null, priorityName: string | null, source: TicketSource | null, sourceName: string | null, tags: Array<string>, customFields: unknown, attributes: unknown, conversationSummary: string | null, createdAt: string, updatedAt: string | null, resolvedAt: string | null, closedAt: string | null, version: string, requester: { name: string | null, email: string | null, company: string | null } | null, assignee: { nativeId: string | null, name: string | null } | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null, humanVerifiedCategory: { value: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null, aiGeneratedSubcategory: { value: string } | null, details:
    | { __typename: 'EvEnergyTicketDetails' }
    | { __typename: 'LocalTicketDetails' }
    | { __typename: 'MoovTicketDetails', accountId: string, number: number, foreignId: string | null }
    | { __typename: 'SirportlyTicketDetails', department: string | null, brand: string | null, team: string | null, sla: string | null, escalationPath: string | null, replyDueAt: string | null, resolutionDueAt: string | null, firstResponseSeconds: number | null, firstResolutionSeconds: number | null, resolutionSeconds: number | null, additionalRecipients: Array<string> }
   | null };

export type SaidFragment = { id: string, nativeId: string | null, position: number, type: MessageType, visibility: MessageVisibility, authorName: string | null, text: string, textClean: string | null, createdAt: string | null };

export type WriteUpdateMutationVariables = Exact<{
  input: UpdateTicketInput;
}>;


export type WriteUpdateMutation = { updateTicket:
    | { __typename: 'ConflictError', message: string, current: { id: string, nativeId: string, reference: string | null, externalTicketId: string | null, url: string | null, subject: string | null, status: TicketStatus | null, statusName: string | null, priority: TicketPriority | null, priorityName: string | null, source: TicketSource | null, sourceName: string | null, tags: Array<string>, customFields: unknown, attributes: unknown, conversationSummary: string | null, createdAt: string, updatedAt: string | null, resolvedAt: string | null, closedAt: string | null, version: string, requester: { name: string | null, email: string | null, company: string | null } | null, assignee: { nativeId: string | null, name: string | null } | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null, humanVerifiedCategory: { value: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null, aiGeneratedSubcategory: { value: string } | null, details:
          | { __typename: 'EvEnergyTicketDetails' }
          | { __typename: 'LocalTicketDetails' }
          | { __typename: 'MoovTicketDetails', accountId: string, number: number, foreignId: string | null }
          | { __typename: 'SirportlyTicketDetails', department: string | null, brand: string | null, team: string | null, sla: string | null, escalationPath: string | null, replyDueAt: string | null, resolutionDueAt: string | null, firstResponseSeconds: number | null, firstResolutionSeconds: number | null, resolutionSeconds: number | null, additionalRecipients: Array<string> }
         | null } }
    | { __typename: 'ForbiddenError', requiredScopes: Array<string>, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UnsupportedError', fields: Array<string>, supported: Array<string>, message: string, backend: { key: string } }
    | { __typename: 'UpdateTicketPayload', ticket: { id: string, nativeId: string, reference: string | null, externalTicketId: string | null, url: string | null, subject: string | null, status: TicketStatus | null, statusName: string | null, priority: TicketPriority | null, priorityName: string | null, source: TicketSource | null, sourceName: string | null, tags: Array<string>, customFields: unknown, attributes: unknown, conversationSummary: string | null, createdAt: string, updatedAt: string | null, resolvedAt: string | null, closedAt: string | null, version: string, requester: { name: string | null, email: string | null, company: string | null } | null, assignee: { nativeId: string | null, name: string | null } | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null, humanVerifiedCategory: { value: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null, aiGeneratedSubcategory: { value: string } | null, details:
          | { __typename: 'EvEnergyTicketDetails' }
          | { __typename: 'LocalTicketDetails' }
          | { __typename: 'MoovTicketDetails', accountId: string, number: number, foreignId: string | null }
          | { __typename: 'SirportlyTicketDetails', department: string | null, brand: string | null, team: string | null, sla: string | null, escalationPath: string | null, replyDueAt: string | null, resolutionDueAt: string | null, firstResponseSeconds: number | null, firstResolutionSeconds: number | null, resolutionSeconds: number | null, additionalRecipients: Array<string> }
         | null } }
    | { __typename: 'UpstreamError', code: BackendErrorCode, retryable: boolean, outcomeUnknown: boolean, message: string, backend: { key: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type WriteTicketMutationVariables = Exact<{
  input: CreateTicketInput;
}>;


export type WriteTicketMutation = { createTicket:
    | { __typename: 'CreateTicketPayload', ticket: { id: string, nativeId: string, reference: string | null, externalTicketId: string | null, url: string | null, subject: string | null, status: TicketStatus | null, statusName: string | null, priority: TicketPriority | null, priorityName: string | null, source: TicketSource | null, sourceName: string | null, tags: Array<string>, customFields: unknown, attributes: unknown, conversationSummary: string | null, createdAt: string, updatedAt: string | null, resolvedAt: string | null, closedAt: string | null, version: string, requester: { name: string | null, email: string | null, company: string | null } | null, assignee: { nativeId: string | null, name: string | null } | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null, humanVerifiedCategory: { value: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null, aiGeneratedSubcategory: { value: string } | null, details:
          | { __typename: 'EvEnergyTicketDetails' }
          | { __typename: 'LocalTicketDetails' }
          | { __typename: 'MoovTicketDetails', accountId: string, number: number, foreignId: string | null }
          | { __typename: 'SirportlyTicketDetails', department: string | null, brand: string | null, team: string | null, sla: string | null, escalationPath: string | null, replyDueAt: string | null, resolutionDueAt: string | null, firstResponseSeconds: number | null, firstResolutionSeconds: number | null, resolutionSeconds: number | null, additionalRecipients: Array<string> }
         | null } }
    | { __typename: 'ForbiddenError', requiredScopes: Array<string>, message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UnsupportedError', fields: Array<string>, supported: Array<string>, message: string, backend: { key: string } }
    | { __typename: 'UpstreamError', code: BackendErrorCode, retryable: boolean, outcomeUnknown: boolean, message: string, backend: { key: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type WriteMessageMutationVariables = Exact<{
  input: AddMessageInput;
}>;


export type WriteMessageMutation = { addMessage:
    | { __typename: 'AddMessagePayload', said: { id: string, nativeId: string | null, position: number, type: MessageType, visibility: MessageVisibility, authorName: string | null, text: string, textClean: string | null, createdAt: string | null }, ticket: { id: string, nativeId: string, reference: string | null, externalTicketId: string | null, url: string | null, subject: string | null, status: TicketStatus | null, statusName: string | null, priority: TicketPriority | null, priorityName: string | null, source: TicketSource | null, sourceName: string | null, tags: Array<string>, customFields: unknown, attributes: unknown, conversationSummary: string | null, createdAt: string, updatedAt: string | null, resolvedAt: string | null, closedAt: string | null, version: string, requester: { name: string | null, email: string | null, company: string | null } | null, assignee: { nativeId: string | null, name: string | null } | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null, humanVerifiedCategory: { value: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null, aiGeneratedSubcategory: { value: string } | null, details:
          | { __typename: 'EvEnergyTicketDetails' }
          | { __typename: 'LocalTicketDetails' }
          | { __typename: 'MoovTicketDetails', accountId: string, number: number, foreignId: string | null }
          | { __typename: 'SirportlyTicketDetails', department: string | null, brand: string | null, team: string | null, sla: string | null, escalationPath: string | null, replyDueAt: string | null, resolutionDueAt: string | null, firstResponseSeconds: number | null, firstResolutionSeconds: number | null, resolutionSeconds: number | null, additionalRecipients: Array<string> }
         | null } }
    | { __typename: 'ForbiddenError', requiredScopes: Array<string>, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UnsupportedError', fields: Array<string>, supported: Array<string>, message: string, backend: { key: string } }
    | { __typename: 'UpstreamError', code: BackendErrorCode, retryable: boolean, outcomeUnknown: boolean, message: string, backend: { key: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

type Refused_ConflictError_Fragment = { message: string };

type Refused_ForbiddenError_Fragment = { requiredScopes: Array<string>, message: string };

type Refused_NotFoundError_Fragment = { message: string };

type Refused_RateLimitedError_Fragment = { message: string };

type Refused_UnsupportedError_Fragment = { fields: Array<string>, supported: Array<string>, message: string, backend: { key: string } };

type Refused_UpstreamError_Fragment = { code: BackendErrorCode, retryable: boolean, outcomeUnknown: boolean, message: string, backend: { key: string } };

type Refused_ValidationError_Fragment = { message: string, issues: Array<{ path: Array<string>, message: string }> };

export type RefusedFragment =
  | Refused_ConflictError_Fragment
  | Refused_ForbiddenError_Fragment
  | Refused_NotFoundError_Fragment
  | Refused_RateLimitedError_Fragment
  | Refused_UnsupportedError_Fragment
  | Refused_UpstreamError_Fragment
  | Refused_ValidationError_Fragment
;

export type ListWrittenQueryVariables = Exact<{
  backend: string;
  first: number;
}>;


export type ListWrittenQuery = { tickets: { nodes: Array<{ id: string, nativeId: string, version: string }> } };

export type ListEverythingQueryVariables = Exact<{
  backend: string;
  first: number;
}>;


export type ListEverythingQuery = { tickets: { nodes: Array<{ id: string, nativeId: string, reference: string | null, externalTicketId: string | null, url: string | null, subject: string | null, status: TicketStatus | null, statusName: string | null, priority: TicketPriority | null, priorityName: string | null, source: TicketSource | null, sourceName: string | null, tags: Array<string>, customFields: unknown, attributes: unknown, conversationSummary: string | null, createdAt: string, updatedAt: string | null, resolvedAt: string | null, closedAt: string | null, version: string, messages: { nodes: Array<{ id: string, nativeId: string | null, position: number, type: MessageType, visibility: MessageVisibility, authorName: string | null, text: string, textClean: string | null, createdAt: string | null }> } | null, requester: { name: string | null, email: string | null, company: string | null } | null, assignee: { nativeId: string | null, name: string | null } | null, user: { id: string, fullName: string | null } | null, organization: { id: string, name: string } | null, humanVerifiedCategory: { value: string } | null, humanVerifiedSubcategory: { value: string } | null, aiGeneratedCategory: { value: string } | null, aiGeneratedSubcategory: { value: string } | null, details:
        | { __typename: 'EvEnergyTicketDetails' }
        | { __typename: 'LocalTicketDetails' }
        | { __typename: 'MoovTicketDetails', accountId: string, number: number, foreignId: string | null }
        | { __typename: 'SirportlyTicketDetails', department: string | null, brand: string | null, team: string | null, sla: string | null, escalationPath: string | null, replyDueAt: string | null, resolutionDueAt: string | null, firstResponseSeconds: number | null, firstResolutionSeconds: number | null, resolutionSeconds: number | null, additionalRecipients: Array<string> }
       | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const WrittenFragmentDoc = new TypedDocumentString(`
    fragment Written on Ticket {
  id
  nativeId
  reference
  externalTicketId
  url
  subject
  status
  statusName
  priority
  priorityName
  source
  sourceName
  tags
  customFields
  attributes
  conversationSummary
  requester {
    name
    email
    company
  }
  assignee {
    nativeId
    name
  }
  user {
    id
    fullName
  }
  organization {
    id
    name
  }
  humanVerifiedCategory {
    value
  }
  humanVerifiedSubcategory {
    value
  }
  aiGeneratedCategory {
    value
  }
  aiGeneratedSubcategory {
    value
  }
  createdAt
  updatedAt
  resolvedAt
  closedAt
  version
  details {
    __typename
    ... on MoovTicketDetails {
      accountId
      number
      foreignId
    }
    ... on SirportlyTicketDetails {
      department
      brand
      team
      sla
      escalationPath
      replyDueAt
      resolutionDueAt
      firstResponseSeconds
      firstResolutionSeconds
      resolutionSeconds
      additionalRecipients
    }
  }
}
    `, {"fragmentName":"Written"}) as unknown as TypedDocumentString<WrittenFragment, unknown>;
export const SaidFragmentDoc = new TypedDocumentString(`
    fragment Said on Message {
  id
  nativeId
  position
  type
  visibility
  authorName
  text
  textClean
  createdAt
}
    `, {"fragmentName":"Said"}) as unknown as TypedDocumentString<SaidFragment, unknown>;
export const RefusedFragmentDoc = new TypedDocumentString(`
    fragment Refused on UserError {
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
  ... on ForbiddenError {
    requiredScopes
  }
  ... on UnsupportedError {
    backend {
      key
    }
    fields
    supported
  }
  ... on UpstreamError {
    backend {
      key
    }
    code
    retryable
    outcomeUnknown
  }
}
    `, {"fragmentName":"Refused"}) as unknown as TypedDocumentString<RefusedFragment, unknown>;
export const FirstPageDocument = new TypedDocumentString(`
    query FirstPage {
  tickets(first: 5) {
    nodes {
      backend {
        key
      }
      reference: nativeId
      subject
      status
      createdAt
      user {
        fullName
      }
      messages(first: 1) {
        nodes {
          authorName
          text
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    backends {
      backend {
        key
      }
      outcome
      upstreamRequests
    }
  }
}
    `) as unknown as TypedDocumentString<FirstPageQuery, FirstPageQueryVariables>;
export const DashboardDocument = new TypedDocumentString(`
    query Dashboard($filter: TicketFilter = {}) {
  stats(filter: $filter) {
    total
    volume(interval: WEEK, timeZone: "Europe/London") {
      date
      count
    }
    resolution {
      totalResolved
      resolutionRate
      averageSeconds
      medianSeconds
      p90Seconds
      percentilesExact
    }
    byStatus {
      label
      count
    }
    byPriority {
      label
      count
    }
    bySource {
      label
      count
    }
    byBackend {
      label
      count
    }
    topCategories(limit: 5) {
      categories {
        category {
          label
        }
        count
      }
      subcategories {
        category {
          label
        }
        subcategory {
          label
        }
        count
      }
    }
    sankey {
      nodes {
        id
        label
      }
      links {
        source
        target
        value
      }
    }
    backends {
      backend {
        key
      }
      outcome
      reason
      asOf
      upstreamRequests
    }
  }
}
    `) as unknown as TypedDocumentString<DashboardQuery, DashboardQueryVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  viewer {
    visibility
    scopes
    tokenExpiresAt
    user {
      id
      fullName
    }
    organization {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const UrgentAndOpenDocument = new TypedDocumentString(`
    query UrgentAndOpen($filter: TicketFilter = {status: {in: [NEW, OPEN]}, priority: {in: [HIGH, URGENT]}}) {
  tickets(
    first: 10
    filter: $filter
    orderBy: {field: CREATED_AT, direction: ASC}
  ) {
    totalCount {
      value
      precision
    }
    nodes {
      id
      subject
      status
      priority
      assignee {
        name
      }
      humanVerifiedCategory {
        value
        label
      }
    }
    backends {
      backend {
        key
      }
      outcome
      reason
      pushed
      evaluatedHere
    }
  }
}
    `) as unknown as TypedDocumentString<UrgentAndOpenQuery, UrgentAndOpenQueryVariables>;
export const BackendsDocument = new TypedDocumentString(`
    query Backends {
  backends {
    key
    displayName
    provider
    health
    capabilities {
      orders
      updatableFields
      filters {
        field
        operator
        support
      }
    }
    rateLimit {
      limit
      remaining
    }
  }
}
    `) as unknown as TypedDocumentString<BackendsQuery, BackendsQueryVariables>;
export const OpenTicketDocument = new TypedDocumentString(`
    mutation OpenTicket($input: CreateTicketInput! = {backend: "local", idempotencyKey: "my first ticket", subject: "The charger hums", text: "It hums at night, also with nothing plugged in."}) {
  createTicket(input: $input) {
    ... on CreateTicketPayload {
      ticket {
        id
        status
        messages {
          nodes {
            text
          }
        }
      }
    }
    ... on UserError {
      message
    }
    ... on ValidationError {
      issues {
        path
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenTicketMutation, OpenTicketMutationVariables>;
export const CreateTicketDocument = new TypedDocumentString(`
    mutation CreateTicket($input: CreateTicketInput!) {
  createTicket(input: $input) {
    __typename
    ... on CreateTicketPayload {
      ticket {
        id
        subject
        status
        priority
        tags
        customFields
        user {
          fullName
        }
        organization {
          name
        }
        messages {
          nodes {
            position
            type
            text
            visibility
          }
        }
      }
    }
    ... on UserError {
      message
    }
    ... on ValidationError {
      issues {
        path
        message
      }
    }
    ... on ForbiddenError {
      requiredScopes
    }
    ... on UnsupportedError {
      fields
      supported
    }
  }
}
    `) as unknown as TypedDocumentString<CreateTicketMutation, CreateTicketMutationVariables>;
export const AddMessageDocument = new TypedDocumentString(`
    mutation AddMessage($input: AddMessageInput!) {
  addMessage(input: $input) {
    __typename
    ... on AddMessagePayload {
      message {
        id
        text
        type
        visibility
        position
      }
      ticket {
        version
        latestMessageAt
        messages {
          nodes {
            text
          }
        }
      }
    }
    ... on UserError {
      problem: message
    }
    ... on ValidationError {
      issues {
        path
        message
      }
    }
    ... on ForbiddenError {
      requiredScopes
    }
  }
}
    `) as unknown as TypedDocumentString<AddMessageMutation, AddMessageMutationVariables>;
export const TicketToUpdateDocument = new TypedDocumentString(`
    query TicketToUpdate($id: ID!) {
  ticket(id: $id) {
    version
    humanVerifiedCategory {
      value
      label
    }
    humanVerifiedSubcategory {
      value
    }
    aiGeneratedCategory {
      value
    }
  }
}
    `) as unknown as TypedDocumentString<TicketToUpdateQuery, TicketToUpdateQueryVariables>;
export const UpdateTicketDocument = new TypedDocumentString(`
    mutation UpdateTicket($input: UpdateTicketInput!) {
  updateTicket(input: $input) {
    __typename
    ... on UpdateTicketPayload {
      ticket {
        version
        humanVerifiedCategory {
          value
          label
        }
        humanVerifiedSubcategory {
          value
        }
        aiGeneratedCategory {
          value
        }
      }
    }
    ... on UserError {
      message
    }
    ... on ValidationError {
      issues {
        path
        message
      }
    }
    ... on ForbiddenError {
      requiredScopes
    }
    ... on ConflictError {
      current {
        version
      }
    }
    ... on UpstreamError {
      code
      outcomeUnknown
      retryable
    }
    ... on RateLimitedError {
      retryAfterSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateTicketMutation, UpdateTicketMutationVariables>;
export const ReadWrittenDocument = new TypedDocumentString(`
    query ReadWritten($id: ID!) {
  ticket(id: $id) {
    ...Written
    messages(first: 100) {
      nodes {
        ...Said
      }
    }
  }
}
    fragment Written on Ticket {
  id
  nativeId
  reference
  externalTicketId
  url
  subject
  status
  statusName
  priority
  priorityName
  source
  sourceName
  tags
  customFields
  attributes
  conversationSummary
  requester {
    name
    email
    company
  }
  assignee {
    nativeId
    name
  }
  user {
    id
    fullName
  }
  organization {
    id
    name
  }
  humanVerifiedCategory {
    value
  }
  humanVerifiedSubcategory {
    value
  }
  aiGeneratedCategory {
    value
  }
  aiGeneratedSubcategory {
    value
  }
  createdAt
  updatedAt
  resolvedAt
  closedAt
  version
  details {
    __typename
    ... on MoovTicketDetails {
      accountId
      number
      foreignId
    }
    ... on SirportlyTicketDetails {
      department
      brand
      team
      sla
      escalationPath
      replyDueAt
      resolutionDueAt
      firstResponseSeconds
      firstResolutionSeconds
      resolutionSeconds
      additionalRecipients
    }
  }
}
fragment Said on Message {
  id
  nativeId
  position
  type
  visibility
  authorName
  text
  textClean
  createdAt
}`) as unknown as TypedDocumentString<ReadWrittenQuery, ReadWrittenQueryVariables>;
export const WriteUpdateDocument = new TypedDocumentString(`
    mutation WriteUpdate($input: UpdateTicketInput!) {
  updateTicket(input: $input) {
    __typename
    ... on UpdateTicketPayload {
      ticket {
        ...Written
      }
    }
    ...Refused
    ... on ConflictError {
      current {
        ...Written
      }
    }
  }
}
    fragment Written on Ticket {
  id
  nativeId
  reference
  externalTicketId
  url
  subject
  status
  statusName
  priority
  priorityName
  source
  sourceName
  tags
  customFields
  attributes
  conversationSummary
  requester {
    name
    email
    company
  }
  assignee {
    nativeId
    name
  }
  user {
    id
    fullName
  }
  organization {
    id
    name
  }
  humanVerifiedCategory {
    value
  }
  humanVerifiedSubcategory {
    value
  }
  aiGeneratedCategory {
    value
  }
  aiGeneratedSubcategory {
    value
  }
  createdAt
  updatedAt
  resolvedAt
  closedAt
  version
  details {
    __typename
    ... on MoovTicketDetails {
      accountId
      number
      foreignId
    }
    ... on SirportlyTicketDetails {
      department
      brand
      team
      sla
      escalationPath
      replyDueAt
      resolutionDueAt
      firstResponseSeconds
      firstResolutionSeconds
      resolutionSeconds
      additionalRecipients
    }
  }
}
fragment Refused on UserError {
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
  ... on ForbiddenError {
    requiredScopes
  }
  ... on UnsupportedError {
    backend {
      key
    }
    fields
    supported
  }
  ... on UpstreamError {
    backend {
      key
    }
    code
    retryable
    outcomeUnknown
  }
}`) as unknown as TypedDocumentString<WriteUpdateMutation, WriteUpdateMutationVariables>;
export const WriteTicketDocument = new TypedDocumentString(`
    mutation WriteTicket($input: CreateTicketInput!) {
  createTicket(input: $input) {
    __typename
    ... on CreateTicketPayload {
      ticket {
        ...Written
      }
    }
    ...Refused
  }
}
    fragment Written on Ticket {
  id
  nativeId
  reference
  externalTicketId
  url
  subject
  status
  statusName
  priority
  priorityName
  source
  sourceName
  tags
  customFields
  attributes
  conversationSummary
  requester {
    name
    email
    company
  }
  assignee {
    nativeId
    name
  }
  user {
    id
    fullName
  }
  organization {
    id
    name
  }
  humanVerifiedCategory {
    value
  }
  humanVerifiedSubcategory {
    value
  }
  aiGeneratedCategory {
    value
  }
  aiGeneratedSubcategory {
    value
  }
  createdAt
  updatedAt
  resolvedAt
  closedAt
  version
  details {
    __typename
    ... on MoovTicketDetails {
      accountId
      number
      foreignId
    }
    ... on SirportlyTicketDetails {
      department
      brand
      team
      sla
      escalationPath
      replyDueAt
      resolutionDueAt
      firstResponseSeconds
      firstResolutionSeconds
      resolutionSeconds
      additionalRecipients
    }
  }
}
fragment Refused on UserError {
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
  ... on ForbiddenError {
    requiredScopes
  }
  ... on UnsupportedError {
    backend {
      key
    }
    fields
    supported
  }
  ... on UpstreamError {
    backend {
      key
    }
    code
    retryable
    outcomeUnknown
  }
}`) as unknown as TypedDocumentString<WriteTicketMutation, WriteTicketMutationVariables>;
export const WriteMessageDocument = new TypedDocumentString(`
    mutation WriteMessage($input: AddMessageInput!) {
  addMessage(input: $input) {
    __typename
    ... on AddMessagePayload {
      said: message {
        ...Said
      }
      ticket {
        ...Written
      }
    }
    ...Refused
  }
}
    fragment Written on Ticket {
  id
  nativeId
  reference
  externalTicketId
  url
  subject
  status
  statusName
  priority
  priorityName
  source
  sourceName
  tags
  customFields
  attributes
  conversationSummary
  requester {
    name
    email
    company
  }
  assignee {
    nativeId
    name
  }
  user {
    id
    fullName
  }
  organization {
    id
    name
  }
  humanVerifiedCategory {
    value
  }
  humanVerifiedSubcategory {
    value
  }
  aiGeneratedCategory {
    value
  }
  aiGeneratedSubcategory {
    value
  }
  createdAt
  updatedAt
  resolvedAt
  closedAt
  version
  details {
    __typename
    ... on MoovTicketDetails {
      accountId
      number
      foreignId
    }
    ... on SirportlyTicketDetails {
      department
      brand
      team
      sla
      escalationPath
      replyDueAt
      resolutionDueAt
      firstResponseSeconds
      firstResolutionSeconds
      resolutionSeconds
      additionalRecipients
    }
  }
}
fragment Said on Message {
  id
  nativeId
  position
  type
  visibility
  authorName
  text
  textClean
  createdAt
}
fragment Refused on UserError {
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
  ... on ForbiddenError {
    requiredScopes
  }
  ... on UnsupportedError {
    backend {
      key
    }
    fields
    supported
  }
  ... on UpstreamError {
    backend {
      key
    }
    code
    retryable
    outcomeUnknown
  }
}`) as unknown as TypedDocumentString<WriteMessageMutation, WriteMessageMutationVariables>;
export const ListWrittenDocument = new TypedDocumentString(`
    query ListWritten($backend: String!, $first: Int!) {
  tickets(first: $first, filter: {backend: {eq: $backend}}) {
    nodes {
      id
      nativeId
      version
    }
  }
}
    `) as unknown as TypedDocumentString<ListWrittenQuery, ListWrittenQueryVariables>;
export const ListEverythingDocument = new TypedDocumentString(`
    query ListEverything($backend: String!, $first: Int!) {
  tickets(first: $first, filter: {backend: {eq: $backend}}) {
    nodes {
      ...Written
      messages(first: 100) {
        nodes {
          ...Said
        }
      }
    }
  }
}
    fragment Written on Ticket {
  id
  nativeId
  reference
  externalTicketId
  url
  subject
  status
  statusName
  priority
  priorityName
  source
  sourceName
  tags
  customFields
  attributes
  conversationSummary
  requester {
    name
    email
    company
  }
  assignee {
    nativeId
    name
  }
  user {
    id
    fullName
  }
  organization {
    id
    name
  }
  humanVerifiedCategory {
    value
  }
  humanVerifiedSubcategory {
    value
  }
  aiGeneratedCategory {
    value
  }
  aiGeneratedSubcategory {
    value
  }
  createdAt
  updatedAt
  resolvedAt
  closedAt
  version
  details {
    __typename
    ... on MoovTicketDetails {
      accountId
      number
      foreignId
    }
    ... on SirportlyTicketDetails {
      department
      brand
      team
      sla
      escalationPath
      replyDueAt
      resolutionDueAt
      firstResponseSeconds
      firstResolutionSeconds
      resolutionSeconds
      additionalRecipients
    }
  }
}
fragment Said on Message {
  id
  nativeId
  position
  type
  visibility
  authorName
  text
  textClean
  createdAt
}`) as unknown as TypedDocumentString<ListEverythingQuery, ListEverythingQueryVariables>;