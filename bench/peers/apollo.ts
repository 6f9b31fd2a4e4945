import { RESTDataSource, type AugmentedRequest } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
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

class MoovApi extends RESTDataSource {
  override baseURL = UPSTREAM;

  override willSendRequest(_path: string, request: AugmentedRequest) {
    Object.assign(request.headers, HEADERS);
  }

  listTickets(account: string, first: number): Promise<MoovPage> {
    return this.get(ticketsPath(account, first));
  }

  getTicket(account: string, id: string): Promise<MoovTicket> {
    return this.get(ticketPath(account, id));
  }

  listMessages(account: string, id: string): Promise<readonly MoovMessage[]> {
    return this.get(messagesPath(account, id));
  }
}

interface Context {
  readonly account: string;
  readonly moov: MoovApi;
}

const resolvers = {
  Query: {
    tickets: async (_: unknown, { first }: { first: number }, { account, moov }: Context) => ({
      nodes: (await moov.listTickets(account, first)).items,
    }),
    ticketByNativeId: (_: unknown, { nativeId }: { nativeId: string }, { account, moov }: Context) =>
      moov.getTicket(account, nativeId),
  },
  Ticket: {
    nativeId: ({ ticketID }: MoovTicket) => ticketID,
    subject: ({ title }: MoovTicket) => title,
    status: ({ status }: MoovTicket) => toStatus(status),
    createdAt: ({ createdOn }: MoovTicket) => createdOn,
    user: (_: unknown, __: unknown, { account }: Context) => ({ fullName: userNames.get(account) }),
    messages: async ({ ticketID }: MoovTicket, { first }: { first: number }, { account, moov }: Context) => ({
      nodes: (await moov.listMessages(account, ticketID)).slice(0, first),
    }),
  },
  Message: {
    text: ({ body }: MoovMessage) => body,
    createdAt: ({ sentOn }: MoovMessage) => sentOn,
  },
};

const server = new ApolloServer<Context>({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => ({
    account: String(req.headers['x-account']),
    moov: new MoovApi({ cache: server.cache }),
  }),
});
announce(Number(new URL(url).port));
