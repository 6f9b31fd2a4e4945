import type { Random } from '../../../src/demo/random.js';
import { NOW } from '../../gateway/world.js';
import { toId } from '../doors/raw.js';
import { answerOf, maySee, type FilterJson } from '../oracle.js';
import type { PlainTicket } from '../plain/plain-ticket.js';
import type { Asker } from './askers.js';

export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables?: object;
  /** Who may not read tickets is refused. */
  readonly needsReading: boolean;
  /** Whether others may be given the answer. */
  readonly isShared: boolean;
  /** Data that an answer without errors must have, decided from the rules alone. Absent: nobody decides. */
  readonly decide?: (asker: Asker, tickets: readonly PlainTicket[]) => object;
}

const ORDER = { field: 'CREATED_AT', direction: 'DESC' } as const;
const ROW = 'nativeId backend { key }';

/** The fields of a ticket that depend on who asks, or on what may change, in parts that look at the caller differently. */
const PARTS = {
  Owner: 'user { id joinedAt organization { id name } } organization { id name } requester { name company }',
  People: 'user { email fullName organization { name } } requester { email }',
  Names: 'user { fullName }',
  Addresses: 'requester { email }',
  Facts: `id version subject status statusName priority updatedAt closedAt resolvedAt assignee { name } tags attributes
    humanVerifiedCategory { value label } humanVerifiedSubcategory { value label }`,
  Notes: `latestMessageAt messages(first: 5) { totalCount pageInfo { hasNextPage endCursor }
    edges { cursor node { id text visibility type authorName createdAt } } }`,
  Filtered: 'messages(filter: { visibility: INTERNAL }) { totalCount nodes { text ticket { id } } }',
  Details: `customFields details { __typename ... on EvEnergyTicketDetails { userUrl } ... on MoovTicketDetails { number }
    ... on SirportlyTicketDetails { team updateCount lastRespondent additionalRecipients } }`,
} as const;

/** A fixed set of questions, which many callers ask. */
export function createQuestions(random: Random, tickets: readonly PlainTicket[]): readonly Question[] {
  return [
    ...Object.entries(PARTS).map(([name, fields]) => askRows(name, fields)),
    ...createLists(random, tickets),
    ...createLooks(random, tickets),
    ...VIEWER,
    ask('Backends', '{ backends { id key displayName capabilities { updatableFields } } categories { value label } }'),
    { ...ask('Typename', '{ __typename }'), needsReading: false },
    ...NEVER,
  ];
}

/** A page of these callers' tickets, beginning there. */
export function askPage(after: string | null): Question {
  return ask('Page', PAGE, { after });
}

export interface PageAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const PAGE_SIZE = 7;
const PAGE = `($after: String) { tickets(first: ${PAGE_SIZE}, after: $after) {
  nodes { ${ROW} subject } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

/** The ids of the tickets that this caller sees, in the order of the pages. */
export function rowsOf(asker: Asker, tickets: readonly PlainTicket[], filter: FilterJson = {}): readonly string[] {
  return answerOf(tickets, asker, filter, ORDER);
}

/** Who asks, which everybody may. */
function askViewer(name: string, fields: string): Question {
  return { ...ask(name, `{ viewer { ${fields} } }`), needsReading: false };
}

function ask(name: string, selection: string, variables?: object): Question {
  return {
    name,
    query: `query ${name}${selection}`,
    ...(variables && { variables }),
    needsReading: true,
    isShared: true,
  };
}

function askRows(name: string, fields: string): Question {
  return ask(name, `{ tickets(first: 100) { nodes { ${ROW} ${fields} } } }`);
}

function createLists(random: Random, tickets: readonly PlainTicket[]): Question[] {
  const { user, organization } = random.pick(tickets.filter((ticket) => ticket.user && ticket.organization));
  const filters: Readonly<Record<string, FilterJson>> = {
    Everything: {},
    OfUser: { user: { eq: toId('User', user ?? '') } },
    OfOrganization: { organization: { in: [toId('Organization', organization ?? '')] } },
    OfNobody: { user: { isNull: true } },
    Status: { status: { in: ['OPEN', 'PENDING', 'CLOSED'] } },
    Urgent: { or: [{ priority: { in: ['HIGH', 'URGENT'] } }, { priority: { isNull: true } }] },
  };
  const lists = Object.entries(filters).map(([name, filter]): Question => {
    const selection = `($filter: TicketFilter) { tickets(first: 100, filter: $filter) { nodes { ${ROW} }
      totalCount { value precision } backends { backend { key } outcome reason evaluatedHere } } }`;
    return { ...ask(name, selection, { filter }), decide: decideList(filter) };
  });
  // What is written into the desk's conversations is known to nobody else.
  const searches = [{ messages: { visibility: 'INTERNAL' } }, { search: 'charger' }, { search: NOTE }].map((filter) =>
    ask('Search', `($filter: TicketFilter) { tickets(first: 100, filter: $filter) { nodes { ${ROW} } } }`, { filter }),
  );
  return [...lists, ...searches];
}

/** A word that stands in notes and messages that are added on the way. */
export const NOTE = 'Zwischenbescheid';

function decideList(filter: FilterJson): NonNullable<Question['decide']> {
  return (asker, tickets) => {
    const rows = rowsOf(asker, tickets, filter);
    return {
      tickets: {
        nodes: rows.map((row) => ({ backend: { key: row.split(' ')[0] }, nativeId: row.split(' ')[1] })),
        totalCount: { value: rows.length, precision: 'EXACT' },
      },
    };
  };
}

/** Looks at tickets, and at people, that some callers see and others do not. */
function createLooks(random: Random, tickets: readonly PlainTicket[]): Question[] {
  const chosen = ['desk', 'ev', 'moov', 'sirportly'].map((backend) =>
    random.pick(tickets.filter((ticket) => ticket.backend === backend)),
  );
  const [ticket] = chosen;
  if (!ticket) throw new Error('There is no ticket.');
  const ids = [...chosen, random.pick(tickets)].map(({ backend, id }) => toId('Ticket', backend, id));
  const people = [...new Set(chosen.flatMap(({ user }) => user ?? []))].map((id) => toId('User', id));
  const organizations = [...new Set(chosen.flatMap(({ organization }) => organization ?? []))];
  const nodes = [...ids, ...people, ...organizations.map((id) => toId('Organization', id))];
  return [
    {
      ...ask('Nodes', `($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids }),
      decide: (asker, now) => ({
        nodes: ids.map((id) => (maySee(asker, find(now, id)) ? { id } : null)),
      }),
    },
    ask(
      'EveryNode',
      `($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Ticket { subject status messages { totalCount nodes { text } } }
        ... on User { joinedAt organization { name } } ... on Organization { name } } }`,
      { ids: nodes },
    ),
    ...ids.map((id) => ask('Ticket', `($id: ID!) { ticket(id: $id) { id subject ${PARTS.Owner} } }`, { id })),
    ...people.map((id) => ({
      ...ask('Person', `($id: ID!) { node(id: $id) { ... on User { id email fullName } } }`, { id }),
      needsReading: false,
    })),
    ask(
      'ByNativeId',
      `($key: String!, $id: String!) { ticketByNativeId(backend: $key, nativeId: $id) { id ${PARTS.Notes} } }`,
      { key: ticket.backend, id: ticket.id },
    ),
  ];
}

function find(tickets: readonly PlainTicket[], id: string): PlainTicket {
  const found = tickets.find((each) => toId('Ticket', each.backend, each.id) === id);
  if (!found) throw new Error('The ticket is gone.');
  return found;
}

const SEES = { own: 'USER', organization: 'ORGANIZATION', all: 'ALL' } as const;

const VIEWER: readonly Question[] = [
  {
    ...askViewer('ViewerSees', 'visibility'),
    decide: ({ sees }) => ({ viewer: { visibility: SEES[sees] } }),
  },
  { ...askViewer('ViewerScopes', 'scopes'), decide: ({ scopes }) => ({ viewer: { scopes } }) },
  {
    ...askViewer('ViewerExpires', 'tokenExpiresAt'),
    decide: ({ expiresInSeconds }) => ({
      viewer: { tokenExpiresAt: new Date(NOW + expiresInSeconds * 1000).toISOString() },
    }),
  },
  askViewer('Viewer', 'user { id email fullName organization { id } } organization { id name } visibility'),
];

/** What tells of one request, or is kept on its own. */
const NEVER: readonly Question[] = [
  ask('Stats', '{ stats { total byStatus { key count } resolution { totalResolved } } }'),
  ask('Health', '{ backends { key health } }'),
  ask('RateLimit', '{ backends { key rateLimit { limit } } }'),
].map((question) => ({ ...question, isShared: false }));
