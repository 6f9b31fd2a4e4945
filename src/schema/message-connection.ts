import type { MessageOfTicket } from '../federation/reads.js';
import { inOrder } from '../ticket/in-order.js';
import { matchesMessage } from '../ticket/matches.js';
import { compareKeys, type TicketKey } from '../ticket/order.js';
import { guardedBy } from './access.js';
import { builder } from './builder.js';
import { openCursor, toQuestion } from './connection.js';
import { counted, toPageSize } from './cost/weights.js';
import { Message } from './message.js';
import { MessageFilter, toMessageFilter } from './message-filter.js';
import { parsePage, type PageRequest } from './page-arguments.js';
import { PageInfo } from './page-info.js';
import { Ticket } from './ticket.js';

interface MessageConnectionSource {
  readonly messages: readonly MessageOfTicket[];
  readonly total: number;
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
  readonly seal: (message: MessageOfTicket) => string;
}

const MessageEdge = builder.objectRef<{ message: MessageOfTicket; cursor: string }>('MessageEdge').implement({
  ...guardedBy('support:read'),
  description: 'A message in its place in the conversation.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'The place, for after and before.' }),
    node: t.expose('message', { type: Message, description: 'The message.' }),
  }),
});

const MessageConnection = builder.objectRef<MessageConnectionSource>('MessageConnection').implement({
  ...guardedBy('support:read'),
  description: 'One page of a conversation, ordered by position.',
  fields: (t) => ({
    edges: t.field({
      ...counted,
      type: [MessageEdge],
      description: 'The messages with their cursors.',
      resolve: ({ messages, seal }) => messages.map((message) => ({ message, cursor: seal(message) })),
    }),
    nodes: t.field({
      ...counted,
      type: [Message],
      description: 'The messages alone.',
      resolve: ({ messages }) => [...messages],
    }),
    pageInfo: t.field({
      type: PageInfo,
      description: 'Where the page stands in the conversation.',
      resolve: ({ messages: [first, ...rest], hasNextPage, hasPreviousPage, seal }) => {
        const last = rest.at(-1) ?? first;
        return {
          hasNextPage,
          hasPreviousPage,
          startCursor: first ? seal(first) : null,
          endCursor: last ? seal(last) : null,
        };
      },
    }),
    totalCount: t.exposeInt('total', {
      nullable: true,
      description: 'How many messages pass the filter, among those the caller may read.',
    }),
  }),
});

builder.objectField(Ticket, 'messages', (t) =>
  t.field({
    type: MessageConnection,
    nullable: true,
    description:
      'The conversation, ordered by position. Null when the backend could not be asked; the error is in `errors`.',
    complexity: (args) => ({ field: 1, multiplier: toPageSize(args) }),
    asks: (_args, { estimate, reach }) => void (reach && estimate.addConversations(reach)),
    args: {
      first: t.arg.int({ description: 'Page size from the front: 1 to 100, 25 unless told.' }),
      after: t.arg.string({ description: 'Only what comes after this cursor.' }),
      last: t.arg.int({ description: 'Page size from the back: 1 to 100.' }),
      before: t.arg.string({ description: 'Only what comes before this cursor.' }),
      filter: t.arg({ type: MessageFilter, description: 'Which messages; all of them unless told.' }),
    },
    resolve: async (ticket, args, context) => {
      const page = parsePage(args);
      const filter = args.filter ? toMessageFilter(args.filter, 'filter') : [];
      // Wanted where there are cursors alone, once for each of fifty tickets.
      const question = () => toQuestion('messages', [ticket.backend, ticket.nativeId, filter], context);
      const from = openCursor(page, question, context);
      const conversation = await context.session.loadMessages(ticket);
      const passing = conversation.filter(({ message }) => matchesMessage(filter, message));
      return toPage(inOrder(passing, comparePlaces), page, from, (message) =>
        context.cursors.seal(toPlace(message), question()),
      );
    },
  }),
);

function toPage(
  all: readonly MessageOfTicket[],
  { direction, size }: PageRequest,
  from: TicketKey | null,
  seal: (message: MessageOfTicket) => string,
) {
  const rest = from === null ? all : all.filter((message) => isBeyond(message, from, direction));
  const messages = direction === 'FORWARD' ? rest.slice(0, size) : rest.slice(-size);
  const [first] = messages;
  const last = messages.at(-1);
  return {
    messages,
    seal,
    total: all.length,
    hasPreviousPage: first === undefined ? from !== null && direction === 'FORWARD' : first !== all[0],
    hasNextPage: last === undefined ? from !== null && direction === 'BACKWARD' : last !== all.at(-1),
  };
}

function isBeyond(message: MessageOfTicket, from: TicketKey, direction: PageRequest['direction']): boolean {
  const distance = compareKeys(toPlace(message), from, 'ASC');
  return direction === 'FORWARD' ? distance > 0 : distance < 0;
}

function comparePlaces(a: MessageOfTicket, b: MessageOfTicket): number {
  return a.message.position - b.message.position || compareKeys(toPlace(a), toPlace(b), 'ASC');
}

function toPlace({ ticket, message }: MessageOfTicket): TicketKey {
  return { value: message.position, backend: ticket.backend, nativeId: message.id };
}
