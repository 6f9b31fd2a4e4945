import type { MessageType } from './taxonomy.js';

/** One message of a ticket. Instants are microseconds since 1970. */
export interface EvEnergyMessage {
  /** `tmsg` and a ULID. */
  readonly id: string;
  /** 0 is the request that opened the ticket. */
  readonly position: number;
  readonly messageType: MessageType;
  readonly message: string;
  readonly messageClean: string | null;
  readonly createdAtMicros: number;
}

/** The four members a PATCH may change; null means not categorised. */
export interface EvEnergyTicketCategories {
  humanVerifiedCategory: string | null;
  humanVerifiedSubcategory: string | null;
  aiGeneratedCategory: string | null;
  aiGeneratedSubcategory: string | null;
}

/** A ticket as stored. Instants are microseconds since 1970. */
export interface EvEnergyTicket extends EvEnergyTicketCategories {
  /** `tick` and a ULID of the time the ticket was stored, which is after `createdAtMicros`. */
  readonly id: string;
  readonly externalTicketId: string;
  /** Null for a contact without an account. */
  readonly userId: string | null;
  readonly subject: string | null;
  readonly status: string | null;
  readonly priority: string | null;
  readonly source: string | null;
  readonly typeDeprecated: string | null;
  readonly tags: readonly string[];
  /** In order of position. */
  readonly messages: readonly EvEnergyMessage[];
  readonly conversationSummary: string | null;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly createdAtMicros: number;
  readonly ticketUpdatedAtMicros: number | null;
  readonly resolvedAtMicros: number | null;
}

/** Someone with an account. */
export interface EvEnergyPerson {
  /** `user` and a ULID. */
  readonly id: string;
  /** Null for an account created without an e-mail address; the member is then left out of answers. */
  readonly email: string | null;
  readonly fullName: string;
  /** RFC 3339. */
  readonly joinedAt: string;
  /** Decides what an organisation's credential sees; never part of an answer. */
  readonly organizationId: string | null;
}

/** An organisation, which the API itself never shows. */
export interface EvEnergyOrganization {
  /** `orgn` and a ULID when made up. */
  readonly id: string;
  readonly name: string;
}

/** Users and the organisations they belong to. */
export interface EvEnergyPeople {
  readonly users: readonly EvEnergyPerson[];
  readonly organizations: readonly EvEnergyOrganization[];
}

/** Everything one simulator serves. Tickets are in id order. */
export interface EvEnergyData extends EvEnergyPeople {
  readonly tickets: readonly EvEnergyTicket[];
}
