import type { Account } from './accounts.js';
import { toUuid } from './ids.js';
import { toText } from './text.js';

export const TICKETS_PER_ACCOUNT = 50;
export const MESSAGES_PER_TICKET = 3;

const STATUSES = ['new', 'in-progress', 'on-hold', 'closed'] as const;
const NEWEST_MS = Date.UTC(2026, 5, 30, 12);
const HOUR_MS = 3_600_000;
const STAFF = 'Moov Support';

/** A ticket as Moov's API writes it. */
export interface MoovTicket {
  readonly ticketID: string;
  readonly number: number;
  readonly title: string;
  readonly contact: { readonly email: string; readonly name: string };
  readonly status: (typeof STATUSES)[number];
  readonly createdOn: string;
  readonly updatedOn: string;
  readonly latestMessageOn: string;
  readonly closedOn?: string;
  readonly foreignID: string;
}

/** A message as Moov's API writes it. */
export interface MoovMessage {
  readonly author: string;
  readonly body: string;
  readonly sentOn: string;
}

export function toTicketId(account: Account, place: number): string {
  return toUuid('ticket', account.id, place);
}

/** The tickets of an account, newest first. */
export function toTickets(account: Account): readonly MoovTicket[] {
  return Array.from({ length: TICKETS_PER_ACCOUNT }, (_, place) => toTicket(account, place));
}

function toTicket(account: Account, place: number): MoovTicket {
  const createdMs = NEWEST_MS - place * 7 * HOUR_MS;
  const status = STATUSES[place % STATUSES.length] ?? 'new';
  const updatedOn = toInstant(createdMs + 5 * HOUR_MS);
  return {
    ticketID: toTicketId(account, place),
    number: 1000 + TICKETS_PER_ACCOUNT - place,
    title: toText(`title/${account.id}/${place}`, 40),
    contact: { email: `user${place % 7}@${account.organization.id.slice(0, 8)}.example`, name: account.user.fullName },
    status,
    createdOn: toInstant(createdMs),
    updatedOn,
    latestMessageOn: updatedOn,
    ...(status === 'closed' && { closedOn: updatedOn }),
    foreignID: `case-${account.id.slice(0, 8)}-${place}`,
  };
}

/** The conversation about a ticket, oldest first. */
export function toMessages(account: Account, { ticketID, createdOn }: MoovTicket): readonly MoovMessage[] {
  return Array.from({ length: MESSAGES_PER_TICKET }, (_, place) => ({
    author: place % 2 === 0 ? account.user.fullName : STAFF,
    body: toText(`message/${ticketID}/${place}`, 180 + 90 * place),
    sentOn: toInstant(Date.parse(createdOn) + place * 2 * HOUR_MS),
  }));
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
