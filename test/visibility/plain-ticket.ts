import type { EvEnergyData } from '../../src/simulators/ev-energy/index.js';

/** A ticket as the oracle knows it: from the raw data of each system, past none of the gateway's code. */
export interface PlainTicket {
  readonly backend: string;
  readonly provider: 'LOCAL' | 'EV_ENERGY';
  readonly id: string;
  readonly user: string | null;
  readonly organization: string | null;
  readonly subject: string;
  readonly conversationSummary: string;
  readonly externalTicketId: string | null;
  readonly status: string | null;
  readonly statusName: string | null;
  readonly priority: string | null;
  readonly priorityName: string | null;
  readonly source: string | null;
  readonly sourceName: string | null;
  readonly humanVerifiedCategory: string | null;
  readonly humanVerifiedSubcategory: string | null;
  readonly aiGeneratedCategory: string | null;
  readonly aiGeneratedSubcategory: string | null;
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number | null;
  readonly resolvedAt: number | null;
  readonly messages: readonly PlainMessage[];
}

export interface PlainMessage {
  readonly type: string;
  readonly position: number;
  readonly visibility: 'PUBLIC' | 'INTERNAL';
  readonly text: string;
  readonly createdAt: number;
}

const STATUS: Readonly<Record<string, string>> = {
  Open: 'OPEN',
  Pending: 'PENDING',
  'Waiting on Customer': 'PENDING',
  Resolved: 'RESOLVED',
  Closed: 'CLOSED',
};
const PRIORITY: Readonly<Record<string, string>> = { Low: 'LOW', Medium: 'NORMAL', High: 'HIGH', Urgent: 'URGENT' };
const SOURCE: Readonly<Record<string, string>> = {
  Email: 'EMAIL',
  'Feedback Widget': 'FEEDBACK_WIDGET',
  Portal: 'PORTAL',
  Phone: 'PHONE',
  Chat: 'CHAT',
};

/** The simulator's raw data under the key of the backend that reads it with an all-areas credential. */
export function fromEvEnergy({ tickets, users }: EvEnergyData, backend: string): PlainTicket[] {
  const organizations = new Map(users.map(({ id, organizationId }) => [id, organizationId]));
  return tickets.map((ticket) => ({
    backend,
    provider: 'EV_ENERGY',
    id: ticket.id,
    user: ticket.userId,
    organization: ticket.userId === null ? null : (organizations.get(ticket.userId) ?? null),
    subject: ticket.subject ?? '',
    conversationSummary: ticket.conversationSummary ?? '',
    externalTicketId: ticket.externalTicketId,
    status: lookUp(STATUS, ticket.status),
    statusName: ticket.status,
    priority: lookUp(PRIORITY, ticket.priority),
    priorityName: ticket.priority,
    source: lookUp(SOURCE, ticket.source),
    sourceName: ticket.source,
    humanVerifiedCategory: ticket.humanVerifiedCategory,
    humanVerifiedSubcategory: ticket.humanVerifiedSubcategory,
    aiGeneratedCategory: ticket.aiGeneratedCategory,
    aiGeneratedSubcategory: ticket.aiGeneratedSubcategory,
    tags: ticket.tags,
    createdAt: toMs(ticket.createdAtMicros),
    updatedAt: ticket.ticketUpdatedAtMicros === null ? null : toMs(ticket.ticketUpdatedAtMicros),
    resolvedAt: ticket.resolvedAtMicros === null ? null : toMs(ticket.resolvedAtMicros),
    messages: ticket.messages.map(({ messageType, position, message, createdAtMicros }) => ({
      type: messageType,
      position,
      visibility: 'PUBLIC',
      text: message,
      createdAt: toMs(createdAtMicros),
    })),
  }));
}

function lookUp(table: Readonly<Record<string, string>>, name: string | null): string | null {
  return name === null ? null : (table[name] ?? null);
}

function toMs(micros: number): number {
  return Math.floor(micros / 1000);
}
