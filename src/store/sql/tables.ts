import type { Instant } from '../../ticket/instant.js';
import type { MessageType, MessageVisibility } from '../../ticket/message.js';
import type {
  Agent,
  Contact,
  JsonObject,
  TicketDetails,
  TicketPriority,
  TicketSource,
  TicketStatus,
} from '../../ticket/ticket.js';

/** The tables as queries see them. */
export interface Tables {
  readonly organizations: OrganizationTable;
  readonly users: UserTable;
  readonly identity_links: IdentityLinkTable;
  readonly settings: SettingTable;
  readonly tickets: TicketTable;
  readonly messages: MessageTable;
  readonly write_log: WriteLogTable;
}

export interface OrganizationTable {
  readonly id: string;
  readonly name: string;
}

export interface UserTable {
  readonly id: string;
  readonly email: string | null;
  /** The address in lower case. */
  readonly email_key: string | null;
  readonly email_verified: boolean;
  readonly full_name: string | null;
  readonly organization_id: string | null;
  readonly joined_at: Instant | null;
}

export interface IdentityLinkTable {
  readonly backend: string;
  /** What the backend knows the person by. */
  readonly identity: string;
  readonly user_id: string;
}

export interface SettingTable {
  readonly name: string;
  readonly value: string;
}

export interface TicketTable {
  readonly backend: string;
  readonly native_id: string;
  readonly user_id: string | null;
  readonly organization_id: string | null;
  readonly reference: string | null;
  readonly external_ticket_id: string | null;
  readonly url: string | null;
  readonly requester: Contact | null;
  readonly assignee: Agent | null;
  readonly subject: string | null;
  readonly status: TicketStatus | null;
  readonly status_name: string | null;
  readonly priority: TicketPriority | null;
  readonly priority_name: string | null;
  readonly source: TicketSource | null;
  readonly source_name: string | null;
  readonly human_verified_category: string | null;
  readonly human_verified_subcategory: string | null;
  readonly ai_generated_category: string | null;
  readonly ai_generated_subcategory: string | null;
  readonly type_deprecated: string | null;
  readonly tags: readonly string[];
  readonly conversation_summary: string | null;
  readonly custom_fields: JsonObject | null;
  readonly attributes: JsonObject | null;
  readonly created_at: Instant;
  readonly updated_at: Instant | null;
  readonly resolved_at: Instant | null;
  readonly closed_at: Instant | null;
  readonly latest_message_at: Instant | null;
  readonly details: TicketDetails | null;
  /** Counts the writes, from 1. */
  readonly version: number;
  /** The words of subject, summary and public messages, each once. */
  readonly words: readonly string[];
  /** The words that only internal messages have. */
  readonly internal_words: readonly string[];
}

export interface MessageTable {
  readonly backend: string;
  readonly ticket_native_id: string;
  readonly position: number;
  readonly id: string;
  readonly native_id: string | null;
  readonly type: MessageType;
  readonly visibility: MessageVisibility;
  readonly author_name: string | null;
  readonly text: string;
  readonly text_clean: string | null;
  readonly created_at: Instant | null;
}

export interface WriteLogTable {
  /** A digest of scope and key. */
  readonly key: string;
  readonly attempt_id: string;
  /** A JSON string, as are `progress` and `result`. */
  readonly fingerprint: string;
  readonly started_at: Instant;
  readonly lease_until: Instant;
  readonly state: WriteState;
  readonly progress: string | null;
  readonly result: string | null;
}

/** A write that was begun is somebody's until its lease ends; a suspended one is nobody's. */
export type WriteState = 'BEGUN' | 'SUSPENDED' | 'FINISHED';
