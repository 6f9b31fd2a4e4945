import type { Access } from './callers.js';
import type { Verb } from './call.js';
import { addContactMethod, createContact, getContact, listContacts, searchContacts } from './contacts.js';
import { listCustomFields } from './custom-fields.js';
import { deletePermanently } from './delete-ticket.js';
import { runFilter } from './filter.js';
import {
  listBrands,
  listDepartments,
  listEscalationPaths,
  listFilters,
  listPriorities,
  listSlas,
  listStatuses,
  listTeams,
  listUsers,
} from './objects.js';
import { postUpdate } from './post-update.js';
import { search } from './search.js';
import { runQuery } from './spql/run-query.js';
import { submitTicket } from './submit.js';
import { getTicket, listAll, listOfContact } from './ticket-lists.js';
import { getUpdate, listUpdates } from './ticket-updates.js';
import { updateTicket } from './update-ticket.js';
import { getUser, listAllUsers } from './users.js';

/** A verb, and what it asks of a user token. */
export interface Operation {
  readonly access: Access;
  readonly verb: Verb;
}

const ticketVerbs: Readonly<Record<string, Verb>> = {
  'tickets/all': listAll,
  'tickets/ticket': getTicket,
  'tickets/search': search,
  'tickets/filter': runFilter,
  'tickets/submit': submitTicket,
  'tickets/update': updateTicket,
  'tickets/post_update': postUpdate,
  'tickets/permanently_delete': deletePermanently,
  'ticket_updates/all': listUpdates,
  'ticket_updates/info': getUpdate,
};

const openVerbs: Readonly<Record<string, Verb>> = {
  'objects/statuses': listStatuses,
  'objects/priorities': listPriorities,
  'objects/departments': listDepartments,
  'objects/brands': listBrands,
  'objects/teams': listTeams,
  'objects/escalation_paths': listEscalationPaths,
  'objects/slas': listSlas,
  'objects/filters': listFilters,
  'objects/custom_fields': listCustomFields,
  'objects/users': listUsers,
  'users/all': listAllUsers,
  'users/info': getUser,
  'contacts/all': listContacts,
  'contacts/info': getContact,
  'contacts/search': searchContacts,
  'contacts/create': createContact,
  'contacts/add_contact_method': addContactMethod,
};

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...toOperations('tickets', ticketVerbs),
  ...toOperations('any', openVerbs),
  ['tickets/contact', { access: 'account', verb: listOfContact }],
  ['tickets/spql', { access: 'reporting', verb: runQuery }],
]);

/** Null when there is no such path below `/api/v1` or `/api/v2`. The first edition also says `customers`. */
export function findOperation(path: string, version: 1 | 2): Operation | null {
  const name = version === 1 ? path.replace(/^customers\//, 'contacts/') : path;
  return operations.get(name) ?? null;
}

function toOperations(access: Access, verbs: Readonly<Record<string, Verb>>): [string, Operation][] {
  return Object.entries(verbs).map(([path, verb]) => [path, { access, verb }]);
}
