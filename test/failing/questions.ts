import type { Four } from '../visibility/four.js';
import { toTicketId } from '../gateway/writes/writing.js';

/** Something that is asked and changes nothing. */
export interface Question {
  readonly name: string;
  readonly query: string;
}

/** Nothing that differs from one answer to the next. */
const TICKET = `id nativeId backend { key } reference externalTicketId subject status statusName priority priorityName source
  sourceName tags conversationSummary attributes typeDeprecated createdAt updatedAt resolvedAt closedAt latestMessageAt version
  url requester { name email company } assignee { nativeId name } humanVerifiedCategory { value }
  details { __typename ... on EvEnergyTicketDetails { userUrl hasLegacyShape } ... on MoovTicketDetails { accountId number foreignId }
    ... on SirportlyTicketDetails { department brand team sla replyDueAt firstResponseSeconds updateCount lastRespondent } }`;
const PEOPLE = 'user { id fullName email joinedAt organization { id name } } organization { id name }';
const MESSAGES = `messages(first: 100) { totalCount nodes { id nativeId position type visibility authorName text textClean createdAt } }`;
const BACKENDS = 'backends { backend { key } outcome reason error { code message retryable retryAfterSeconds } }';
const STATS = `total byStatus { key count } byPriority { key count } bySource { key count } byBackend { key count }
  resolution { totalResolved totalUnresolved averageSeconds medianSeconds p90Seconds }
  volume(interval: MONTH) { date count } topCategories { categories { category { value } count } }`;

/** Lists, single tickets, people, statistics and the rest, over four backends. */
export function toQuestions({ tickets, world }: Four): readonly Question[] {
  const first = (backend: string) => tickets().find((ticket) => ticket.backend === backend)?.id ?? 'none';
  const keys = ['desk', 'ev', 'moov', 'sirportly'];
  const ids = keys.map((key) => toTicketId(key, first(key)));
  const user = Buffer.from(`User:${world.simulator.data.users[0]?.id}`).toString('base64url');
  return [
    toList('the list', '', TICKET),
    toList('the list with people', '', `${TICKET} ${PEOPLE}`),
    toList('the list with conversations', '', `${TICKET} ${MESSAGES}`),
    toList('the list with custom fields', '', 'id nativeId customFields'),
    ...keys.map((key) => toList(`the list of ${key}`, `filter: { backend: { eq: "${key}" } }`, `${TICKET} ${PEOPLE}`)),
    toList('the list by update', 'orderBy: { field: UPDATED_AT, direction: ASC }', TICKET),
    toList('the list by priority', 'orderBy: { field: PRIORITY }', TICKET),
    toList('open tickets', 'filter: { status: { in: [NEW, OPEN] } }', TICKET),
    toList('a search', 'filter: { search: "the" }', TICKET),
    toList('by words of customers', 'filter: { messages: { type: { eq: CUSTOMER_RESPONSE } } }', TICKET),
    toList('tickets of somebody', `filter: { user: { eq: "${user}" } }`, `${TICKET} ${PEOPLE}`),
    ...ids.map((id, index) =>
      toField(`ticket of ${keys[index]}`, `ticket(id: "${id}") { ${TICKET} ${PEOPLE} ${MESSAGES} }`),
    ),
    ...keys.map((key) =>
      toField(
        `ticketByNativeId of ${key}`,
        `ticketByNativeId(backend: "${key}", nativeId: "${first(key)}") { ${TICKET} customFields }`,
      ),
    ),
    toField(
      'nodes',
      `nodes(ids: ${JSON.stringify([...ids, user])}) { id ... on Ticket { subject user { id } } ... on User { fullName } }`,
    ),
    toField('node of a user', `node(id: "${user}") { id ... on User { fullName email organization { id name } } }`),
    toField('stats', `stats { ${STATS} ${BACKENDS} }`),
    toField('stats of some', `stats(filter: { status: { in: [NEW, OPEN] } }) { ${STATS} ${BACKENDS} }`),
    toField('viewer', 'viewer { visibility scopes user { id } organization { id } }'),
    toField(
      'backends',
      'backends { id key displayName provider capabilities { orders canCreateTickets canAddMessages } }',
    ),
    toField('categories', 'categories { value subcategories { value } }'),
  ];
}

function toList(name: string, rest: string, fields: string): Question {
  const query = `tickets(first: 100${rest && `, ${rest}`}) { nodes { ${fields} } totalCount { value precision } ${BACKENDS} }`;
  return toField(name, query);
}

function toField(name: string, field: string): Question {
  return { name, query: `{ ${field} }` };
}
