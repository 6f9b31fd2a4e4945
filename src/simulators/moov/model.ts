/** An account that tickets are opened for. */
export interface MoovAccount {
  /** A UUID when made up. */
  readonly accountId: string;
  /** Never part of an answer. */
  readonly displayName: string;
  /** The account that may act on this one; null when only the account itself may. */
  readonly partnerAccountId: string | null;
}

/** Whom support writes to. */
export interface MoovContact {
  readonly email: string;
  readonly name?: string;
}

/** Somebody who opens tickets, when tickets are made up. */
export interface MoovPerson extends MoovContact {
  /** For which account; for any of them when left out. */
  readonly accountId?: string;
}

/** One message of a ticket. */
export interface MoovMessage {
  readonly author: string;
  readonly body: string;
  /** RFC 3339. */
  readonly sentOn: string;
  /** Members to answer with besides, or instead of, those above. */
  readonly extraFields?: Readonly<Record<string, unknown>>;
}

/** A ticket as stored. Instants are RFC 3339 and answered as they stand here; what is absent here is absent there. */
export interface MoovTicket {
  /** Decides under which path the ticket is found; never part of an answer. */
  readonly accountId: string;
  /** A UUID when made up. */
  readonly ticketID: string;
  readonly number: number;
  readonly title: string;
  readonly contact: MoovContact;
  /** `new`, `in-progress`, `on-hold` or `closed`, or one that clients do not know. */
  status: string;
  readonly createdOn: string;
  updatedOn: string;
  latestMessageOn?: string;
  closedOn?: string;
  readonly foreignID?: string;
  /** In the order they are answered in. */
  readonly messages: MoovMessage[];
  /** Members to answer with besides, or instead of, those above. */
  readonly extraFields?: Readonly<Record<string, unknown>>;
}

/** Everything one simulator serves. Tickets are in any order; a create appends one. */
export interface MoovData {
  readonly accounts: readonly MoovAccount[];
  readonly tickets: MoovTicket[];
}

/** The statuses that the API documents. */
export const statuses: readonly string[] = ['new', 'in-progress', 'on-hold', 'closed'];
