import type { EvEnergyPeople } from '../../../src/simulators/ev-energy/index.js';
import type { SirportlyData, SirportlyTicket } from '../../../src/simulators/sirportly/index.js';
import { lookUp, type PlainMessage, type PlainTicket } from './plain-ticket.js';

const STATUS: Readonly<Record<string, string>> = {
  New: 'NEW',
  'Waiting for Staff': 'OPEN',
  'Waiting for Customer': 'PENDING',
  'On Hold': 'ON_HOLD',
  Resolved: 'RESOLVED',
  Closed: 'CLOSED',
};
const PRIORITY: Readonly<Record<string, string>> = { Low: 'LOW', Normal: 'NORMAL', High: 'HIGH', Urgent: 'URGENT' };
const SOURCE: Readonly<Record<string, string>> = { IncomingAddress: 'EMAIL', ApiToken: 'API' };
const CLOSED = 1;

/** What tells whose a ticket is. */
export interface PlainDirectory {
  /** People whose verified addresses it has, and organisations whose names are the contacts' companies. */
  readonly people: EvEnergyPeople;
  /** User by id of the contact. */
  readonly links: ReadonlyMap<number, string>;
}

export function fromSirportly(data: SirportlyData, directory: PlainDirectory, backend: string): PlainTicket[] {
  return data.tickets.map((ticket) => {
    const status = data.statuses.find(({ id }) => id === ticket.statusId);
    const priority = data.priorities.find(({ id }) => id === ticket.priorityId)?.name ?? null;
    const source = ticket.source?.type ?? null;
    return {
      backend,
      provider: 'SIRPORTLY',
      id: ticket.reference,
      ...ownerOf(ticket, data, directory),
      subject: ticket.subject,
      conversationSummary: '',
      externalTicketId: null,
      status: lookUp(STATUS, status?.name ?? null),
      statusName: status?.name ?? null,
      priority: lookUp(PRIORITY, priority),
      priorityName: priority,
      source: lookUp(SOURCE, source),
      sourceName: source,
      humanVerifiedCategory: null,
      humanVerifiedSubcategory: null,
      aiGeneratedCategory: null,
      aiGeneratedSubcategory: null,
      tags: ticket.tags,
      createdAt: ticket.submittedAtMs,
      updatedAt: ticket.omitsUpdatedAt ? null : ticket.updatedAtMs,
      resolvedAt: status?.statusType === CLOSED ? resolvedAtOf(ticket) : null,
      messages: toMessages(ticket),
    };
  });
}

function ownerOf(
  { contactId, contactMethodId }: SirportlyTicket,
  data: SirportlyData,
  { people, links }: PlainDirectory,
) {
  const contact = data.contacts.find(({ id }) => id === contactId);
  const methods = data.contacts.flatMap(({ contactMethods }) => contactMethods);
  const method = methods.find(({ id }) => id === contactMethodId);
  const address = method?.methodType === 'email' ? method.data.toLowerCase() : null;
  const linked = links.get(contactId ?? 0) ?? null;
  const user = people.users.find(({ id, email }) =>
    linked === null ? email !== null && email.toLowerCase() === address : id === linked,
  );
  const company = people.organizations.find(({ name }) => name === contact?.company);
  return { user: user?.id ?? null, organization: company?.id ?? user?.organizationId ?? null };
}

/** The API tells minutes with two decimals. */
function resolvedAtOf({ submittedAtMs, resolutionMinutes }: SirportlyTicket): number | null {
  return resolutionMinutes === null ? null : submittedAtMs + Math.round(Number(resolutionMinutes.toFixed(2)) * 60_000);
}

function toMessages({ updates }: SirportlyTicket): PlainMessage[] {
  const inOrder = updates.toSorted((a, b) => a.postedAtMs - b.postedAtMs || a.id - b.id);
  return inOrder.map(({ author, isPrivate, message, postedAtMs }, position) => ({
    type:
      position === 0 ? 'INITIAL_REQUEST' : author?.type === 'contact' ? 'CUSTOMER_RESPONSE' : 'HUMAN_AGENT_RESPONSE',
    position,
    visibility: isPrivate ? 'INTERNAL' : 'PUBLIC',
    text: message,
    createdAt: postedAtMs,
  }));
}
