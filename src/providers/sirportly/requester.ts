import type { Parameter } from '../../provider/http/target.js';
import type { FieldIssue, CreateRequest } from '../../provider/writes.js';
import { REFERENCE_PREFIX, CONTACT_PREFIX } from './identities.js';
import { toEmail } from './mapping.js';
import { toComparable } from './names.js';
import type { TicketJson } from './ticket-json.js';
import { toPath } from './writable-fields.js';
import type { WriteContext } from './written-tickets.js';

/** Who asks in a new ticket. */
export interface Requester {
  /** Of `/tickets/submit`. */
  readonly parameters: readonly Parameter[];
  /** Id of a contact that is known by it, else null. */
  readonly contactId: string | null;
  /** True for a ticket that is from the same one. */
  readonly isOf: (ticket: TicketJson) => boolean;
}

const NEEDED: FieldIssue = {
  path: ['requesterEmail'],
  message: 'is needed: nobody is linked to a contact of this backend or has a verified address',
};
/** Who sees no more than an organization may name no address, so its tickets are opened for one of its users. */
const NEEDED_USER: FieldIssue = {
  path: ['user'],
  message: 'is needed: a ticket of this backend is from a person, so give one of the organization’s users',
};
/** What Sirportly's own input calls the same. */
const TWINS = [
  { field: 'requesterEmail', twin: 'sirportly.contactMethodData' },
  { field: 'requesterName', twin: 'sirportly.contactName' },
] as const;

/** Whoever was named; else the owner, as a linked contact or by the verified address; else what is missing. */
export async function findRequester(
  { fields, owner: { userId, organizationId } }: CreateRequest,
  context: WriteContext,
): Promise<Requester | FieldIssue> {
  const contradiction = findContradiction(fields);
  if (contradiction) return contradiction;
  const given = fields.requesterEmail ?? fields['sirportly.contactMethodData'];
  const name = fields.requesterName ?? fields['sirportly.contactName'] ?? null;
  if (given !== undefined) {
    const isOwn = userId === null || (await isVerifiedAddress(given, userId, context));
    return isOwn ? byMethod(given, name ?? (await nameOf(userId, context)) ?? given) : toForeign(fields);
  }
  if (userId !== null) return byUser(userId, name, context);
  return organizationId === null ? NEEDED : NEEDED_USER;
}

function toForeign({ requesterEmail }: CreateRequest['fields']): FieldIssue {
  const path = toPath(requesterEmail === undefined ? 'sirportly.contactMethodData' : 'requesterEmail');
  return { path, message: 'is no verified address of the user whose ticket it is to be; leave it out' };
}

function findContradiction(fields: CreateRequest['fields']): FieldIssue | null {
  for (const { field, twin } of TWINS) {
    const [value, other] = [fields[field], fields[twin]];
    if (value !== undefined && other !== undefined && value !== other) {
      return { path: toPath(twin), message: `does not go with another ${field}: give one of them` };
    }
  }
  return null;
}

async function byUser(userId: string, name: string | null, context: WriteContext): Promise<Requester | FieldIssue> {
  const { directory, backend } = context;
  const identities = (await directory.findIdentitiesOfUsers(backend, [userId])).get(userId) ?? [];
  const linked = byIdentity(identities, CONTACT_PREFIX, 'id') ?? byIdentity(identities, REFERENCE_PREFIX, 'reference');
  if (linked) return linked;
  const email = (await directory.findVerifiedEmails([userId])).get(userId);
  return email === undefined ? NEEDED : byMethod(email, name ?? (await nameOf(userId, context)) ?? email);
}

function byIdentity(identities: readonly string[], prefix: string, member: 'id' | 'reference'): Requester | null {
  const key = identities.find((text) => text.startsWith(prefix))?.slice(prefix.length);
  if (key === undefined) return null;
  const contactId = member === 'id' ? key : null;
  return { parameters: [['contact', key]], contactId, isOf: ({ contact }) => contact?.[member] === key };
}

/** The name counts only for somebody whom Sirportly does not know yet. */
function byMethod(data: string, name: string): Requester {
  const type = data.includes('@') ? 'email' : 'telephone';
  const parameters: Parameter[] = [
    ['contact_method_type', type],
    ['contact_method_data', data],
    ['contact_name', name],
  ];
  const isOf = (ticket: TicketJson) =>
    toComparable(toEmail(ticket) ?? ticket.contact_method?.data ?? '') === toComparable(data);
  return { parameters, contactId: null, isOf };
}

async function isVerifiedAddress(text: string, userId: string, { directory }: WriteContext): Promise<boolean> {
  const address = toComparable(text);
  return (await directory.findUsersByVerifiedEmail([address])).get(address) === userId;
}

async function nameOf(userId: string | null, { directory }: WriteContext): Promise<string | null> {
  return userId === null ? null : ((await directory.getUsers([userId])).get(userId)?.fullName ?? null);
}
