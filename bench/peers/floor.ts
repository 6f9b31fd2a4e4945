import { buildSchema, execute, parse, validate, type DocumentNode } from 'graphql';
import { Pool, type Dispatcher } from 'undici';
import { userNames } from '../world/accounts.js';
import { toStatus } from '../world/status.js';
import { serve } from './serve.js';
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

const pool = new Pool(UPSTREAM, { connections: 50 });
const schema = buildSchema(typeDefs);
const documents = new Map<string, DocumentNode>();

interface Question {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is read of an answer by the dispatcher's callbacks. */
class Receiver implements Dispatcher.DispatchHandler {
  readonly #resolve: (text: string) => void;
  readonly #reject: (error: Error) => void;
  readonly #chunks: Buffer[] = [];
  #status = 0;

  constructor(resolve: (text: string) => void, reject: (error: Error) => void) {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first = Buffer.alloc(0), ...others] = this.#chunks;
    const body = others.length === 0 ? first : Buffer.concat(this.#chunks);
    if (this.#status === 200) this.#resolve(body.toString());
    else this.#reject(new Error(`The upstream answered ${this.#status}.`));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }
}

async function read<T>(path: string): Promise<T> {
  const text = await new Promise<string>((resolve, reject) => {
    pool.dispatch({ method: 'GET', path, headers: HEADERS }, new Receiver(resolve, reject));
  });
  return JSON.parse(text) as T;
}

/** A ticket, with what its fields are resolved by. */
function toTicket({ ticketID, title, status, createdOn }: MoovTicket, account: string) {
  return {
    nativeId: ticketID,
    subject: title,
    status: toStatus(status),
    createdAt: createdOn,
    user: { fullName: userNames.get(account) },
    messages: async ({ first }: { readonly first: number }) => {
      const messages = await read<readonly MoovMessage[]>(messagesPath(account, ticketID));
      return { nodes: messages.slice(0, first).map(({ body, sentOn }) => ({ text: body, createdAt: sentOn })) };
    },
  };
}

function toRoot(account: string) {
  return {
    tickets: async ({ first }: { readonly first: number }) => {
      const { items } = await read<MoovPage>(ticketsPath(account, first));
      return { nodes: items.map((ticket) => toTicket(ticket, account)) };
    },
    ticketByNativeId: async ({ nativeId }: { readonly nativeId: string }) =>
      toTicket(await read<MoovTicket>(ticketPath(account, nativeId)), account),
  };
}

function prepare(query: string): DocumentNode {
  const known = documents.get(query);
  if (known) return known;
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error) throw error;
  documents.set(query, document);
  return document;
}

async function answer(body: string, account: string): Promise<string> {
  const { query, operationName, variables: variableValues } = JSON.parse(body) as Question;
  const rootValue = toRoot(account);
  return JSON.stringify(await execute({ schema, document: prepare(query), rootValue, operationName, variableValues }));
}

await serve(answer);
