import type {
  SirportlyBrand,
  SirportlyCustomField,
  SirportlyDepartment,
  SirportlyEscalationPath,
  SirportlyFilter,
  SirportlyPriority,
  SirportlySla,
  SirportlyStatus,
  SirportlyTeam,
  SirportlyUser,
} from './desk-model.js';

/** How to reach a contact. Ids are unique over all contacts. */
export interface SirportlyContactMethod {
  readonly id: number;
  readonly methodType: 'email' | 'telephone';
  readonly data: string;
  readonly isDefault: boolean;
}

/** A customer. */
export interface SirportlyContact {
  readonly id: number;
  /** Null and the empty text both mean none; so it is with `company`. */
  readonly reference: string | null;
  readonly name: string;
  readonly company: string | null;
  /** Secret. */
  readonly pin: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  readonly contactMethods: SirportlyContactMethod[];
}

/** Where a ticket came from. The token and secret of an `ApiToken` are secrets. */
export type SirportlySource =
  | { readonly type: 'IncomingAddress'; readonly id: number; readonly name: string; readonly address: string }
  | {
      readonly type: 'ApiToken';
      readonly id: number;
      readonly name: string;
      readonly token: string;
      readonly secret: string;
    };

/** Who wrote an update. A `stranger` was named by name and address only. */
export type SirportlyAuthor =
  | { readonly type: 'user'; readonly id: number }
  | { readonly type: 'contact'; readonly id: number }
  | { readonly type: 'stranger'; readonly name: string; readonly address: string };

/** A message of a ticket. */
export interface SirportlyUpdate {
  /** Unique over all tickets. */
  readonly id: number;
  readonly subject: string;
  readonly message: string;
  readonly htmlBody: string | null;
  readonly isHtmlSafe: boolean;
  readonly isPrivate: boolean;
  /** Null when not said. */
  readonly isAuthenticated: boolean | null;
  /** Milliseconds since 1970, a whole second. */
  readonly postedAtMs: number;
  /** Null for a message of the system, and when the author no longer exists. */
  readonly author: SirportlyAuthor | null;
  readonly source: string;
}

/** A ticket as stored. Instants are milliseconds since 1970, whole seconds. */
export interface SirportlyTicket {
  readonly id: number;
  /** Two capitals, a dash and six digits. */
  readonly reference: string;
  readonly messageId: string | null;
  readonly submittedAtMs: number;
  /** Secret. */
  readonly authCode: string;
  readonly source: SirportlySource | null;
  /** Answer this ticket without `updated_at`, as older accounts do. */
  readonly omitsUpdatedAt: boolean;
  subject: string;
  updatedAtMs: number;
  replyDueAtMs: number | null;
  resolutionDueAtMs: number | null;
  firstResponseMinutes: number | null;
  firstResolutionMinutes: number | null;
  resolutionMinutes: number | null;
  statusId: number;
  priorityId: number;
  departmentId: number;
  teamId: number | null;
  userId: number | null;
  slaId: number | null;
  contactId: number | null;
  contactMethodId: number | null;
  additionalContactMethodIds: readonly number[];
  tags: readonly string[];
  /** By system name. */
  customFields: Readonly<Record<string, string>>;
  /** Whether staff have a notification of it. */
  isUnread: boolean;
  /** In the order in which they were added, which is not always that of `postedAtMs`. */
  readonly updates: SirportlyUpdate[];
}

/** Everything one simulator serves. Tickets and contacts change when the API is told to change them. */
export interface SirportlyData {
  readonly statuses: readonly SirportlyStatus[];
  readonly priorities: readonly SirportlyPriority[];
  readonly brands: readonly SirportlyBrand[];
  readonly departments: readonly SirportlyDepartment[];
  readonly escalationPaths: readonly SirportlyEscalationPath[];
  readonly teams: readonly SirportlyTeam[];
  readonly users: readonly SirportlyUser[];
  readonly slas: readonly SirportlySla[];
  readonly customFields: readonly SirportlyCustomField[];
  readonly filters: readonly SirportlyFilter[];
  readonly contacts: SirportlyContact[];
  readonly tickets: SirportlyTicket[];
}
