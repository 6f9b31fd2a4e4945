import Fastify, { type FastifyRequest } from 'fastify';
import mercurius from 'mercurius';
import { Pool } from 'undici';
import { userNames } from '../world/accounts.js';
import { toStatus } from '../world/status.js';
import { announce } from './listen.js';
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

declare module 'mercurius' {
  interface MercuriusContext {
    readonly account: string;
  }
}

const pool = new Pool(UPSTREAM, { connections: 50 });

async function read<T>(path: string): Promise<T> {
  const { statusCode, body } = await pool.request({ method: 'GET', path, headers: HEADERS });
  if (statusCode !== 200) throw new Error(`GET ${path}: ${statusCode}`);
  return (await body.json()) as T;
}

const resolvers = {
  Query: {
    tickets: async (_: unknown, { first }: { first: number }, { account }: { account: string }) => ({
      nodes: (await read<MoovPage>(ticketsPath(account, first))).items,
    }),
    ticketByNativeId: (_: unknown, { nativeId }: { nativeId: string }, { account }: { account: string }) =>
      read<MoovTicket>(ticketPath(account, nativeId)),
  },
  Ticket: {
    nativeId: ({ ticketID }: MoovTicket) => ticketID,
    subject: ({ title }: MoovTicket) => title,
    status: ({ status }: MoovTicket) => toStatus(status),
    createdAt: ({ createdOn }: MoovTicket) => createdOn,
    user: (_: unknown, __: unknown, { account }: { account: string }) => ({ fullName: userNames.get(account) }),
  },
  Message: {
    text: ({ body }: MoovMessage) => body,
    createdAt: ({ sentOn }: MoovMessage) => sentOn,
  },
};

interface MessagesQuery {
  readonly obj: MoovTicket;
  readonly params: { readonly first: number };
}

const loaders = {
  Ticket: {
    messages: (queries: readonly MessagesQuery[], { account }: { account: string }) =>
      Promise.all(
        queries.map(async ({ obj, params }) => {
          const messages = await read<readonly MoovMessage[]>(messagesPath(account, obj.ticketID));
          return { nodes: messages.slice(0, params.first) };
        }),
      ),
  },
};

const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  loaders,
  jit: 1,
  context: (request: FastifyRequest) => ({ account: String(request.headers['x-account']) }),
});
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
if (address !== null && typeof address === 'object') announce(address.port);
