import { addMilliseconds, type Instant } from '../../ticket/instant.js';
import type { Contact, JsonObject, Owner, SirportlyDetails, Ticket } from '../../ticket/ticket.js';
import { toFullName } from './names.js';
import { CLOSED_TYPE, toSource, type Naming } from './normalization.js';
import { toRevision } from './revision.js';
import type { TicketJson } from './ticket-json.js';

/** What a row does not say itself. */
export interface TicketContext {
  readonly backend: string;
  readonly naming: Naming;
  readonly owner: Owner;
  readonly hiddenCustomFields: readonly string[];
}

/** A row in the gateway's terms. Without `custom_fields` in the row, `customFields` is null. */
export function toTicket(row: TicketJson, { backend, naming, owner, hiddenCustomFields }: TicketContext): Ticket {
  const { status, priority, source } = row;
  const resolvedAt = toResolvedAt(row);
  return {
    backend,
    nativeId: row.reference,
    owner,
    reference: row.reference,
    externalTicketId: null,
    url: null,
    requester: toRequester(row),
    assignee: row.user && { nativeId: row.user.id, name: toFullName(row.user) },
    subject: row.subject,
    status: naming.toStatus(status),
    statusName: status?.name ?? null,
    priority: naming.toPriority(priority?.name ?? null),
    priorityName: priority?.name ?? null,
    source: toSource(source?.type ?? null),
    sourceName: source?.type ?? null,
    humanVerifiedCategory: null,
    humanVerifiedSubcategory: null,
    aiGeneratedCategory: null,
    aiGeneratedSubcategory: null,
    typeDeprecated: null,
    tags: row.tags,
    conversationSummary: null,
    customFields: toCustomFields(row, hiddenCustomFields),
    attributes: null,
    createdAt: row.submitted_at,
    updatedAt: row.updated_at,
    resolvedAt,
    closedAt: resolvedAt,
    latestMessageAt: row.last_update_posted_at,
    revision: toRevision(row),
    details: toDetails(row),
  };
}

function toCustomFields({ custom_fields: fields }: TicketJson, hidden: readonly string[]): JsonObject | null {
  if (fields === undefined) return null;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.includes(name)));
}

/** The address that the ticket came from; null when it came another way. */
export function toEmail({ contact_method }: Pick<TicketJson, 'contact_method'>): string | null {
  return contact_method?.method_type?.toLowerCase() === 'email' ? contact_method.data : null;
}

function toRequester(row: TicketJson): Contact | null {
  const email = toEmail(row);
  if (!row.contact && email === null) return null;
  return { name: row.contact?.name ?? null, email, company: row.contact?.company ?? null };
}

/** Nothing says when a ticket was closed but how long that took (3.2), and that stays when it is opened again. */
function toResolvedAt({ submitted_at, resolution_time, status }: TicketJson): Instant | null {
  if (resolution_time === null || status?.status_type !== CLOSED_TYPE) return null;
  const resolvedAt = addMilliseconds(submitted_at, resolution_time);
  return resolvedAt.length === submitted_at.length ? resolvedAt : null;
}

function toDetails(row: TicketJson): SirportlyDetails {
  return {
    kind: 'SIRPORTLY',
    department: row.department?.name ?? null,
    brand: row.department?.brand?.name ?? null,
    team: row.team?.name ?? null,
    sla: row.sla?.name ?? null,
    escalationPath: row.department?.escalation_path?.name ?? null,
    replyDueAt: row.reply_due_at,
    resolutionDueAt: row.resolution_due_at,
    firstResponseSeconds: toSeconds(row.first_response_time),
    firstResolutionSeconds: toSeconds(row.first_resolution_time),
    resolutionSeconds: toSeconds(row.resolution_time),
    updateCount: row.update_count,
    lastRespondent: row.last_respondant,
    additionalRecipients: row.additional_contact_methods,
  };
}

function toSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}
