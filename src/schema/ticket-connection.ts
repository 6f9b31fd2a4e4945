import { COUNT_PRECISIONS, type TicketCount as TicketCountSource } from '../federation/count.js';
import type { TicketList, TicketListRequest } from '../federation/ticket-list.js';
import { toKey, type TicketKey, type TicketOrder as TicketOrderValue } from '../ticket/order.js';
import type { Ticket as TicketData } from '../ticket/ticket.js';
import { guardedBy, isPublic, requiresScope } from './access.js';
import { BackendReport } from './backend-report.js';
import { builder } from './builder.js';
import { openCursor, toQuestion } from './connection.js';
import { weighFilter } from './cost/weigh-filter.js';
import { counted, perBackend, toPageSize } from './cost/weights.js';
import { isGiven } from './given.js';
import { parsePage, type PageRequest } from './page-arguments.js';
import { PageInfo } from './page-info.js';
import { selects, type Selection } from './selection.js';
import { Ticket } from './ticket.js';
import { TicketFilter } from './ticket-filter.js';
import { TicketOrder } from './ticket-order.js';
import { readTicketFilter, toTicketFilter } from './to-ticket-filter.js';

/** Fields of a connection that take a look at its page. */
const OF_THE_PAGE = ['nodes', 'edges', 'pageInfo', 'backends'];
/** Of a list, besides its tickets. */
const LIST_POINTS = 10;

const NEWEST_FIRST: TicketOrderValue = { field: 'CREATED_AT', direction: 'DESC' };

const CountPrecision = builder.enumType('CountPrecision', {
  description: 'How sure a count is.',
  values: {
    EXACT: { description: 'Every backend was counted to the end.' },
    AT_LEAST: { description: 'There may be more: a backend could not be counted to the end.' },
    UNKNOWN: { description: 'No backend could be counted; the value is 0.' },
  } satisfies Record<(typeof COUNT_PRECISIONS)[number], { description: string }>,
});

const TicketCount = builder.objectRef<TicketCountSource>('TicketCount').implement({
  ...isPublic,
  description: 'A number of tickets that the caller may see.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: 'The number.' }),
    precision: t.expose('precision', { type: CountPrecision, description: 'How sure it is.' }),
  }),
});

/** A page together with what its cursors need. */
interface TicketConnectionSource {
  readonly list: TicketList;
  readonly page: PageRequest;
  readonly tickets: readonly TicketData[];
  /** Seals a place in this list. */
  readonly seal: (key: TicketKey) => string;
  readonly order: TicketOrderValue;
}

interface TicketEdgeSource {
  readonly ticket: TicketData;
  readonly connection: TicketConnectionSource;
}

const TicketEdge = builder.objectRef<TicketEdgeSource>('TicketEdge').implement({
  ...guardedBy('support:read'),
  description: 'A ticket in its place in the list.',
  fields: (t) => ({
    cursor: t.string({ description: 'The place, for after and before.', resolve: toCursor }),
    node: t.field({ type: Ticket, description: 'The ticket.', resolve: ({ ticket }) => ticket }),
  }),
});

const TicketConnection = builder.objectRef<TicketConnectionSource>('TicketConnection').implement({
  ...guardedBy('support:read'),
  description: 'One page of tickets over all backends.',
  fields: (t) => ({
    edges: t.field({
      ...counted,
      type: [TicketEdge],
      description: 'The tickets with their cursors.',
      resolve: (connection) => connection.tickets.map((ticket) => ({ ticket, connection })),
    }),
    nodes: t.field({
      ...counted,
      type: [Ticket],
      description: 'The tickets alone.',
      resolve: ({ tickets }) => [...tickets],
    }),
    pageInfo: t.field({ type: PageInfo, description: 'Where the page stands in the list.', resolve: toPageInfo }),
    totalCount: t.field({
      type: TicketCount,
      description: 'Computed only when selected; counts only what the caller may see.',
      resolve: ({ list }) => {
        if (!list.total) throw new Error('The total was selected but not computed.');
        return list.total;
      },
    }),
    backends: t.field({
      ...perBackend,
      type: [BackendReport],
      description: 'What each backend contributed, in the order of the configuration.',
      resolve: ({ list }) => [...list.reports],
    }),
  }),
});

builder.queryField('tickets', (t) =>
  t.field({
    ...requiresScope('support:read'),
    type: TicketConnection,
    description: 'Tickets of every backend in one ordered list, as far as the caller may see them.',
    complexity: (args) => ({ field: LIST_POINTS + weighFilter(args.filter), multiplier: toPageSize(args) }),
    asks: (args, { estimate, selection }) =>
      estimate.addList({
        filter: toTicketFilter(args.filter),
        size: toPageSize(args),
        order: args.orderBy ?? NEWEST_FIRST,
        isContinued: isGiven(args.after) || isGiven(args.before),
        ...toWanted(selection),
      }),
    args: {
      first: t.arg.int({ description: 'Page size from the front: 1 to 100, 25 unless told.' }),
      after: t.arg.string({ description: 'Only what comes after this cursor.' }),
      last: t.arg.int({ description: 'Page size from the back: 1 to 100.' }),
      before: t.arg.string({ description: 'Only what comes before this cursor.' }),
      filter: t.arg({ type: TicketFilter, description: 'Which tickets; all of them unless told.' }),
      orderBy: t.arg({ type: TicketOrder, description: 'In which order; newest first unless told.' }),
    },
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args);
      const filter = readTicketFilter(args.filter, context.session.backends);
      const order = args.orderBy ?? NEWEST_FIRST;
      const question = () => toQuestion('tickets', [filter, order], context);
      const { direction, size } = page;
      const from = openCursor(page, question, context);
      const list = await context.session.listTickets({ filter, order, direction, size, from, ...toWanted(info) });
      const tickets = list.rows.map(({ ticket }) => ticket);
      return { list, page, tickets, order, seal: (key) => context.cursors.seal(key, question()) };
    },
  }),
);

/** Reads only what the query selects. */
function toWanted(info: Selection): Pick<TicketListRequest, 'expand' | 'page' | 'count'> {
  const onTicket = (field: string) => selects(info, 'nodes', field) || selects(info, 'edges', 'node', field);
  return {
    expand: { user: onTicket('user'), messages: onTicket('messages') },
    page: OF_THE_PAGE.some((field) => selects(info, field)),
    count: selects(info, 'totalCount'),
  };
}

function toCursor({ ticket, connection: { seal, order } }: TicketEdgeSource): string {
  return seal(toKey(ticket, order.field));
}

function toPageInfo({ list, page, tickets, seal, order }: TicketConnectionSource) {
  const [first] = tickets;
  const last = tickets.at(-1);
  const next = list.next && seal(list.next);
  const isForward = page.direction === 'FORWARD';
  return {
    hasNextPage: isForward ? list.hasMore : page.cursor !== null,
    hasPreviousPage: isForward ? page.cursor !== null : list.hasMore,
    startCursor: isForward ? (first ? seal(toKey(first, order.field)) : null) : next,
    endCursor: isForward ? next : last ? seal(toKey(last, order.field)) : null,
  };
}
