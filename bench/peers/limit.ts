import { Pool } from 'undici';
import { userNames } from '../world/accounts.js';
import { toStatus } from '../world/status.js';
import { serve } from './serve.js';
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

const pool = new Pool(UPSTREAM, { connections: 50 });

interface Question {
  readonly operationName: string;
  readonly variables: { readonly nativeId: string };
}

async function read<T>(path: string): Promise<T> {
  const { statusCode, body } = await pool.request({ method: 'GET', path, headers: HEADERS });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`GET ${path}: ${statusCode}`);
  return JSON.parse(text) as T;
}

function pick({ ticketID, title, status, createdOn }: MoovTicket, account: string) {
  return {
    nativeId: ticketID,
    subject: title,
    status: toStatus(status),
    createdAt: createdOn,
    user: { fullName: userNames.get(account) },
  };
}

function pickMessage({ body, sentOn }: MoovMessage) {
  return { text: body, createdAt: sentOn };
}

async function listTickets(account: string) {
  const { items } = await read<MoovPage>(ticketsPath(account, 50));
  const conversations = await Promise.all(
    items.map(({ ticketID }) => read<readonly MoovMessage[]>(messagesPath(account, ticketID))),
  );
  const nodes = items.map((ticket, index) => ({
    ...pick(ticket, account),
    messages: { nodes: (conversations[index] ?? []).slice(0, 10).map(pickMessage) },
  }));
  return { tickets: { nodes } };
}

async function getTicket(account: string, id: string) {
  return { ticketByNativeId: pick(await read<MoovTicket>(ticketPath(account, id)), account) };
}

async function answer({ operationName, variables }: Question, account: string): Promise<object> {
  switch (operationName) {
    case 'List':
      return listTickets(account);
    case 'Ticket':
      return getTicket(account, variables.nativeId);
    default:
      return { __typename: 'Query' };
  }
}

await serve(async (body, account) => JSON.stringify({ data: await answer(JSON.parse(body) as Question, account) }));
