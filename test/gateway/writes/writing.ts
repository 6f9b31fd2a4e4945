import { toGlobalId } from '../../../src/ticket/ids.js';
import { ask, askFor, type Answer, type AskOptions, type Document } from '../ask.js';
import type { World } from '../world.js';
import { readWritten, writeMessage, writeTicket, writeUpdate } from './documents.js';
import { findSecrets } from './secrets.js';

export type Input = Readonly<Record<string, unknown>>;

/** Tokens of one person, of that person's organisation, of somebody elsewhere, of theirs, and of staff. */
export interface Callers {
  readonly staff: string;
  readonly customer: string;
  readonly company: string;
  readonly stranger: string;
  readonly rival: string;
}

export interface Person {
  readonly id: string;
  readonly organizationId: string | null;
}

const SCOPE = 'support:read support:write user:read';

export async function createCallers(world: World, person: Person): Promise<Callers> {
  const other = world.simulator.data.users.find(({ organizationId }) => organizationId !== person.organizationId);
  const [staff, customer, company, stranger, rival] = await Promise.all([
    world.token({ scope: `${SCOPE} access_all_areas` }),
    world.token({ user: person.id, scope: SCOPE }),
    world.token({ user: person.id, organization: person.organizationId, scope: SCOPE }),
    world.token({ user: other?.id ?? null, scope: SCOPE }),
    world.token({ user: other?.id ?? null, organization: other?.organizationId ?? null, scope: SCOPE }),
  ]);
  return { staff, customer, company, stranger, rival };
}

let keys = 0;
export const newKey = () => `key of this test ${(keys += 1)}`;

/** Every write and the read after it, each through the front door. An answer that holds a secret is an error. */
export function createWriting(world: World) {
  async function askSafely<Result, Variables>(document: Document<Result, Variables>, options: AskOptions<Variables>) {
    const data = await askFor(world.gateway, document, options);
    refuseSecrets(data, world);
    return data;
  }
  async function read(id: string, token: string) {
    const { ticket } = await askSafely(readWritten, { token, variables: { id } });
    return ticket && { ...ticket, messages: ticket.messages?.nodes ?? [] };
  }
  return {
    /** With its errors, if it has any. */
    async answerTo<Result, Variables>(
      document: Document<Result, Variables>,
      token: string,
      variables: Variables,
    ): Promise<Answer<Result>> {
      const answer = await ask(world.gateway, document, { token, variables });
      refuseSecrets([answer.data, answer.errors], world);
      return answer;
    },
    read,
    /** Without its messages. @throws Error when the caller does not see it */
    async look(id: string, token: string) {
      const ticket = await read(id, token);
      if (!ticket) throw new Error('The caller does not see the ticket.');
      const { messages: _messages, ...rest } = ticket;
      return rest;
    },
    update: async (token: string, input: Input & { readonly id: string }) =>
      (await askSafely(writeUpdate, { token, variables: { input } })).updateTicket,
    async create(token: string, input: Input & { readonly backend: string }) {
      const rest = { idempotencyKey: newKey(), subject: 'No charge', text: 'It does not charge.' };
      return (await askSafely(writeTicket, { token, variables: { input: { ...rest, ...input } } })).createTicket;
    },
    async say(token: string, input: Input & { readonly ticket: string }) {
      const rest = { idempotencyKey: newKey(), text: 'Any news?' };
      return (await askSafely(writeMessage, { token, variables: { input: { ...rest, ...input } } })).addMessage;
    },
  };
}

export type Writing = ReturnType<typeof createWriting>;

/** The ticket in the answer of a write. @throws Error when there is none */
export function ticketOf<T extends object>(answer: T): Extract<T, { ticket: unknown }>['ticket'] {
  if ('ticket' in answer) return (answer as Extract<T, { ticket: unknown }>).ticket;
  throw new Error(JSON.stringify(answer));
}

export function toTicketId(backend: string, nativeId: string): string {
  return toGlobalId({ type: 'Ticket', backend, nativeId });
}

function refuseSecrets(data: unknown, { together }: World): void {
  const text = JSON.stringify(data);
  const found = findSecrets(together).filter((secret) => text.includes(secret));
  if (found.length > 0) throw new Error(`The answer holds ${found.join(', ')}: ${text}`);
}
