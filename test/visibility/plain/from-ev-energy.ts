import type { EvEnergyData } from '../../../src/simulators/ev-energy/index.js';
import { lookUp, type PlainTicket } from './plain-ticket.js';

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

function toMs(micros: number): number {
  return Math.floor(micros / 1000);
}
