import { expect } from 'vitest';
import {
  createSirportlyTicket,
  type SirportlyData,
  type SirportlySource,
  type SirportlyTicket,
} from '../../src/simulators/sirportly/index.js';
import { addMilliseconds, toInstant, type Instant } from '../../src/ticket/instant.js';
import type { Message } from '../../src/ticket/message.js';
import type { Agent, SirportlyDetails, Ticket } from '../../src/ticket/ticket.js';
import { makeSeed } from './seed.js';
import { toSpoken } from './sirportly-conversation.js';
import { DESK, KNOWN, PRIORITIES, STATUSES, toMethodId, type Known } from './sirportly-desk.js';
import type { Seeded } from './subject.js';

const MINUTE_MS = 60_000;
/** Sirportly keeps none; the provider derives one. */
const SOME_REVISION: string = expect.any(String);

/** A ticket as Sirportly holds it, and as it has to come back. */
export interface Pair {
  readonly stored: SirportlyTicket;
  readonly seeded: Seeded;
}

export function toReference(number: number): string {
  return `KD-${String(number).padStart(6, '0')}`;
}

/** The seed without what Sirportly has not. */
export function makeSirportlySeed(backend: string, count: number): Pair[] {
  const owners = KNOWN.map(({ owner }) => owner);
  return makeSeed({ backend, provider: 'SIRPORTLY', count, owners }).map((seeded, index) => {
    const known = KNOWN.find(({ owner }) => owner === seeded.ticket.owner);
    if (!known) throw new Error('Every owner is known by something.');
    const spoken = seeded.messages.map((message) => toSpoken(message, seeded.ticket, known));
    const updates = index % 2 === 0 ? spoken : spoken.toReversed();
    const stored = toStored(seeded.ticket, index, known);
    const respondent = updates.findLast(({ speaker }) => speaker.author !== null)?.speaker.respondent ?? null;
    return {
      stored: { ...stored, updates: updates.map(({ update }) => update) },
      seeded: {
        provider: seeded.provider,
        ticket: toHeld(
          seeded.ticket,
          stored,
          known,
          spoken.map(({ message }) => message),
          respondent,
        ),
        messages: spoken.map(({ message }) => message),
      },
    };
  });
}

/** What Sirportly has to hold for these tickets to come back. */
export function toSirportlyData(pairs: readonly Pair[]): SirportlyData {
  return {
    ...DESK,
    statuses: STATUSES.map(([name, statusType], index) => {
      return { id: index + 1, name, statusType, colour: 'ffffff', position: index + 1 };
    }),
    priorities: PRIORITIES.map(([name], index) => ({ id: index + 1, name, colour: 'ffffff', position: index + 1 })),
    contacts: KNOWN.flatMap(({ contact }) => (contact ? [structuredClone(contact)] : [])),
    tickets: pairs.map(({ stored }) => ({ ...stored, updates: [...stored.updates] })),
  };
}

function toStored(ticket: Ticket, index: number, { contact }: Known): SirportlyTicket {
  const submittedAtMs = Date.parse(ticket.createdAt);
  const isAssigned = ticket.assignee !== null;
  return createSirportlyTicket({
    id: 5000 + index,
    reference: toReference(2 * index),
    subject: ticket.subject ?? '',
    submittedAtMs,
    omitsUpdatedAt: ticket.updatedAt === null,
    updatedAtMs: Date.parse(ticket.updatedAt ?? ticket.createdAt),
    statusId:
      1 +
      Math.max(
        0,
        STATUSES.findIndex(([name]) => name === ticket.statusName),
      ),
    priorityId:
      1 +
      Math.max(
        0,
        PRIORITIES.findIndex(([name]) => name === ticket.priorityName),
      ),
    departmentId: isAssigned ? 1 : 1 + (index % 3),
    teamId: isAssigned ? 1 : null,
    userId: isAssigned ? 2 : null,
    slaId: [null, 1, 2][index % 3] ?? null,
    contactId: contact?.id ?? null,
    contactMethodId: contact && toMethodId(contact.id),
    additionalContactMethodIds: index % 5 === 0 ? [toMethodId(3), toMethodId(5)] : [],
    replyDueAtMs: index % 4 === 0 ? submittedAtMs + 60 * MINUTE_MS : null,
    resolutionDueAtMs: index % 4 === 1 ? submittedAtMs + 90 * MINUTE_MS : null,
    firstResponseMinutes: index % 3 === 0 ? 14.2 : null,
    firstResolutionMinutes: index % 3 === 1 ? 561.91 : null,
    resolutionMinutes: ticket.resolvedAt === null ? null : (index % 40) / 4,
    source: toStoredSource(ticket.sourceName),
    tags: ticket.tags,
    customFields: index % 2 === 0 ? {} : { vehicle: 'Nissan Leaf', summary: '' },
  });
}

function toStoredSource(name: string | null): SirportlySource | null {
  if (name === 'Email') return { type: 'IncomingAddress', id: 4, name: 'Support', address: 'help@desk.example.test' };
  if (name === null) return null;
  return { type: 'ApiToken', id: 5, name: 'Form', token: 'token-of-a-form', secret: 'secret-of-a-form' };
}

function toHeld(
  ticket: Ticket,
  stored: SirportlyTicket,
  { contact, email }: Known,
  messages: readonly Message[],
  respondent: string | null,
): Ticket {
  const [statusName, statusType, status] = STATUSES[stored.statusId - 1] ?? [null, 0, null];
  const [priorityName, priority] = PRIORITIES[stored.priorityId - 1] ?? [null, null];
  const resolvedAt = statusType === 1 ? after(ticket.createdAt, stored.resolutionMinutes) : null;
  return {
    ...ticket,
    ...MISSING,
    nativeId: stored.reference,
    reference: stored.reference,
    requester: contact && { name: contact.name, email, company: contact.company || null },
    assignee: stored.userId === null ? null : ASSIGNEE,
    subject: ticket.subject || null,
    status,
    statusName,
    priority,
    priorityName,
    source: stored.source && (stored.source.type === 'ApiToken' ? 'API' : 'EMAIL'),
    sourceName: stored.source && stored.source.type,
    tags: ticket.tags.filter((tag) => tag !== ''),
    customFields: stored.customFields,
    resolvedAt,
    closedAt: resolvedAt,
    latestMessageAt: messages.at(-1)?.createdAt ?? null,
    revision: SOME_REVISION,
    details: toDetails(stored, messages.length, respondent),
  };
}

const ASSIGNEE: Agent = { nativeId: '2', name: "Aoife O'Neill" };
const MISSING = {
  externalTicketId: null,
  url: null,
  humanVerifiedCategory: null,
  humanVerifiedSubcategory: null,
  aiGeneratedCategory: null,
  aiGeneratedSubcategory: null,
  typeDeprecated: null,
  conversationSummary: null,
  attributes: null,
} satisfies Partial<Ticket>;

function toDetails(stored: SirportlyTicket, updateCount: number, lastRespondent: string | null): SirportlyDetails {
  const department = DESK.departments.find(({ id }) => id === stored.departmentId);
  return {
    kind: 'SIRPORTLY',
    department: department?.name ?? null,
    brand: DESK.brands.find(({ id }) => id === department?.brandId)?.name ?? null,
    team: DESK.teams.find(({ id }) => id === stored.teamId)?.name ?? null,
    sla: DESK.slas.find(({ id }) => id === stored.slaId)?.name ?? null,
    escalationPath: null,
    replyDueAt: stored.replyDueAtMs === null ? null : toInstant(stored.replyDueAtMs),
    resolutionDueAt: stored.resolutionDueAtMs === null ? null : toInstant(stored.resolutionDueAtMs),
    firstResponseSeconds: stored.firstResponseMinutes === null ? null : 852,
    firstResolutionSeconds: stored.firstResolutionMinutes === null ? null : 33_714.6,
    resolutionSeconds: stored.resolutionMinutes === null ? null : stored.resolutionMinutes * 60,
    updateCount,
    lastRespondent,
    additionalRecipients: stored.additionalContactMethodIds.length === 0 ? [] : ['ola@example.test', '+44 7700 900123'],
  };
}

function after(instant: Instant, minutes: number | null): Instant | null {
  return minutes === null ? null : addMilliseconds(instant, minutes * MINUTE_MS);
}
