import { createServer } from 'node:http';
import DataLoader from 'dataloader';
import { createSchema, createYoga, type YogaInitialContext } from 'graphql-yoga';
import { userNames } from '../world/accounts.js';
import { toStatus } from '../world/status.js';
import { listenOn } from './listen.js';
import { typeDefs } from './schema.js';
import {
  HEADERS,
  messagesPath,
  ticketPath,
  ticketsPath,
  UPSTREAM,
  type MoovMessage,
  type MoovPage,
  type MoovTicket,
} from './upstream.js';

interface Context extends YogaInitialContext {
  readonly account: string;
  readonly messages: DataLoader<string, readonly MoovMessage[]>;
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(`${UPSTREAM}${path}`, { headers: HEADERS });
  if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
  return (await response.json()) as T;
}

function createContext({ request }: YogaInitialContext) {
  const account = request.headers.get('x-account') ?? '';
  const messages = new DataLoader((ids: readonly string[]) =>
    Promise.all(ids.map((id) => read<readonly MoovMessage[]>(messagesPath(account, id)))),
  );
  return { account, messages };
}

const schema = createSchema<Context>({
  typeDefs,
  resolvers: {
    Query: {
      tickets: async (_, { first }: { first: number }, { account }) => ({
        nodes: (await read<MoovPage>(ticketsPath(account, first))).items,
      }),
      ticketByNativeId: (_, { nativeId }: { nativeId: string }, { account }) =>
        read<MoovTicket>(ticketPath(account, nativeId)),
    },
    Ticket: {
      nativeId: ({ ticketID }: MoovTicket) => ticketID,
      subject: ({ title }: MoovTicket) => title,
      status: ({ status }: MoovTicket) => toStatus(status),
      createdAt: ({ createdOn }: MoovTicket) => createdOn,
      user: (_, __, { account }) => ({ fullName: userNames.get(account) }),
      messages: async ({ ticketID }: MoovTicket, { first }: { first: number }, { messages }) => ({
        nodes: (await messages.load(ticketID)).slice(0, first),
      }),
    },
    Message: {
      text: ({ body }: MoovMessage) => body,
      createdAt: ({ sentOn }: MoovMessage) => sentOn,
    },
  },
});

await listenOn(createServer(createYoga({ schema, context: createContext })));
