import type { Transaction } from 'kysely';
import type { Cancellation } from '../provider/cancel-signal.js';
import type { CreateOutcome, FieldIssue } from '../provider/writes.js';
import { toInstant, type Instant } from '../ticket/instant.js';
import type { Organization, User } from '../ticket/people.js';
import type { Owner, TicketRef } from '../ticket/ticket.js';
import { createDirectory } from './directory.js';
import { lockTicket } from './lock-ticket.js';
import { toMessageRow } from './sql/message-row.js';
import { insertMessageRows, insertNewTicketRow } from './sql/ticket-inserts.js';
import { toTicketRow } from './sql/ticket-row.js';
import type { Tables } from './sql/tables.js';
import type { NewTicket } from './ticket-writes.js';
import { writeInTurn, type Writing } from './write-in-turn.js';

/** A ticket to open once: when it is there already, nothing is checked or written. */
export interface TicketCreation extends TicketRef {
  readonly owner: Owner;
  /** What is wrong with that owner; nothing lets the ticket be written. */
  readonly findIssues: (found: FoundOwner) => readonly FieldIssue[];
  readonly make: (found: FoundOwner, now: Instant) => NewTicket;
}

/** What the directory has of an owner, null for what it has not. */
export interface FoundOwner {
  readonly user: User | null;
  readonly organization: Organization | null;
}

export interface TicketCreations {
  /** @throws StoreError, or the signal's reason; the ticket may then have been written */
  create(creation: TicketCreation, signal: Cancellation): Promise<CreateOutcome>;
}

export function createTicketCreations(writing: Writing): TicketCreations {
  return {
    create: (creation, signal) =>
      writeInTurn(writing, signal, async (transaction) => {
        const existing = await lockTicket(transaction, creation);
        return existing ? { outcome: 'CREATED', ticket: existing } : createIn(transaction, creation, writing);
      }),
  };
}

async function createIn(db: Transaction<Tables>, creation: TicketCreation, writing: Writing): Promise<CreateOutcome> {
  const found = await findOwner(db, creation.owner);
  const issues = creation.findIssues(found);
  if (issues.length > 0) return { outcome: 'INVALID', issues };
  const { ticket, messages = [] } = creation.make(found, toInstant(writing.clock()));
  // Somebody else's try may have come in between.
  if (await insertNewTicketRow(db, toTicketRow(ticket, messages))) {
    await insertMessageRows(
      db,
      messages.map((message) => toMessageRow(ticket, message)),
    );
    await writing.upkeep.note(db, 1 + messages.length);
  }
  const written = await lockTicket(db, creation);
  if (!written) throw new Error(`The ticket ${creation.nativeId} is not there after it was written.`);
  return { outcome: 'CREATED', ticket: written };
}

async function findOwner(db: Transaction<Tables>, { userId, organizationId }: Owner): Promise<FoundOwner> {
  const { getUsers, getOrganizations } = createDirectory(db);
  const users = userId === null ? null : await getUsers([userId]);
  const organizations = organizationId === null ? null : await getOrganizations([organizationId]);
  return {
    user: users?.get(userId ?? '') ?? null,
    organization: organizations?.get(organizationId ?? '') ?? null,
  };
}
