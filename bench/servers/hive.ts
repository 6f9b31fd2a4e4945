import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressOf, run, start } from '../process/child.js';
import type { QuestionKind } from '../works/question.js';
import { toStatus } from '../world/status.js';
import type { MoovMessage, MoovTicket } from '../world/tickets.js';
import { toBody } from './documents.js';
import type { Server, Surroundings } from './server.js';

const NAME = 'hive';
/** Where its configuration is, as it was written: it has to find the document beside it. */
const CONFIGURATION = fileURLToPath(new URL('../../peers/hive', import.meta.url));
const COMPOSE = fileURLToPath(new URL('../../node_modules/.bin/mesh-compose', import.meta.url));
const MAIN = fileURLToPath(new URL('../peers/hive.js', import.meta.url));

const FIELDS = 'ticketID title status createdOn user { fullName }';

/** Its schema is that of the upstream, so it is asked in those words. */
const DOCUMENTS: Readonly<Record<QuestionKind, string>> = {
  list: `query List($account: String!) {
    listTickets(accountID: $account, count: 50) { items { ${FIELDS} messages { body sentOn } } }
  }`,
  ticket: `query Ticket($account: String!, $nativeId: String!) {
    getTicket(accountID: $account, ticketID: $nativeId) { ${FIELDS} }
  }`,
  typename: 'query Typename { __typename }',
};

/** Composes Hive Gateway's supergraph, and starts it. */
export async function startHive({ node, core, upstream, folder }: Surroundings): Promise<Server> {
  const supergraph = join(folder, 'supergraph.graphql');
  const program = { name: NAME, node, core, cwd: CONFIGURATION, environment: { UPSTREAM: upstream } };
  await run({ ...program, argv: [COMPOSE, '-o', supergraph] });
  const child = start({ ...program, argv: [MAIN, supergraph] });
  return {
    name: NAME,
    child,
    url: await addressOf(child),
    toAsk: ({ kind, account, ticketId }) => ({
      headers: { 'content-type': 'application/json', 'x-account': account.id },
      body: toBody(kind, DOCUMENTS[kind], toVariables(kind, account.id, ticketId)),
    }),
    toData,
  };
}

function toVariables(kind: QuestionKind, account: string, nativeId: string): object {
  if (kind === 'typename') return {};
  return kind === 'list' ? { account } : { account, nativeId };
}

type Ticket = Pick<MoovTicket, 'ticketID' | 'title' | 'status' | 'createdOn'> & {
  readonly user: { readonly fullName: string };
  readonly messages?: readonly MoovMessage[];
};

interface Data {
  readonly listTickets?: { readonly items: readonly Ticket[] };
  readonly getTicket?: Ticket;
}

function toData(data: unknown): unknown {
  const { listTickets, getTicket } = data as Data;
  if (listTickets) return { tickets: { nodes: listTickets.items.map(toTicket) } };
  return getTicket ? { ticketByNativeId: toTicket(getTicket) } : data;
}

function toTicket({ ticketID, title, status, createdOn, user, messages }: Ticket) {
  const nodes = messages?.map(({ body, sentOn }) => ({ text: body, createdAt: sentOn }));
  return {
    nativeId: ticketID,
    subject: title,
    status: toStatus(status),
    createdAt: createdOn,
    user,
    ...(nodes && { messages: { nodes } }),
  };
}
