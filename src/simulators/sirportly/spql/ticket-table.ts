import type { Dialect } from '../dialect.js';
import type { SirportlyData } from '../model.js';
import { lastRespondant, lastUpdatePostedAtMs } from '../ticket-facts.js';
import { minutes, number, text, time, type Table } from './column.js';
import { createJoin } from './joins.js';

/** The columns of the tickets themselves. */
export function createTicketTable({ statuses }: SirportlyData, dialect: Dialect): Table {
  const toStatus = createJoin(statuses, ({ statusId }) => statusId);
  return {
    id: number(({ ticket }) => ticket.id),
    subject: text(({ ticket }) => ticket.subject),
    reply_due_at: time(({ ticket }) => ticket.replyDueAtMs),
    resolution_due_at: time(({ ticket }) => ticket.resolutionDueAtMs),
    message_id: text(({ ticket }) => ticket.messageId),
    submitted_at: time(({ ticket }) => ticket.submittedAtMs),
    updated_at: time(({ ticket }) => ticket.updatedAtMs),
    last_update_posted_at: time(({ ticket }) => lastUpdatePostedAtMs(ticket)),
    update_count: number(({ ticket }) => ticket.updates.length),
    last_respondant: text(({ ticket }) => lastRespondant(ticket, dialect)),
    reference: text(({ ticket }) => ticket.reference),
    first_response_time: minutes(({ ticket }) => ticket.firstResponseMinutes),
    first_resolution_time: minutes(({ ticket }) => ticket.firstResolutionMinutes),
    resolution_time: minutes(({ ticket }) => ticket.resolutionMinutes),
    status_type: number(({ ticket }) => toStatus(ticket)?.statusType),
    source_type: text(({ ticket }) => ticket.source?.type),
  };
}
