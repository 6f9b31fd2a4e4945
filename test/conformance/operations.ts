import { setImmediate as takeTurn } from 'node:timers/promises';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { Call, Provider } from '../../src/provider/provider.js';
import { CATEGORY_FIELDS, type Attempt } from '../../src/provider/writes.js';
import { NO_EXPAND, toListRequest } from './asking.js';
import { makeAttempt, nextNumber } from './attempts.js';
import type { Subject, Upstream } from './subject.js';

export type Run = (call: Call) => Promise<unknown>;

/** One call of each method of the port that the provider has, by name. */
export function operationsOf(subject: Subject): readonly (readonly [name: string, run: Run])[] {
  const { provider, seed, users } = subject;
  const ids = seed.slice(0, 1).map(({ ticket }) => ticket.nativeId);
  const userIds = users.slice(0, 1).map(({ id }) => id);
  const runs: { readonly [name in keyof Provider]?: Run } = {
    listTickets: (call) => provider.listTickets(toListRequest(provider, {}), call),
    getTickets: (call) => provider.getTickets(ids, NO_EXPAND, call),
    listMessages: async (call) => provider.listMessages?.(ids, call),
    aggregate: async (call) => provider.aggregate?.({ filter: [], measures: [], timeZones: [] }, call),
    getUsers: async (call) => provider.getUsers?.(userIds, call),
    listCategories: async (call) => provider.listCategories?.(call),
    updateTicket: (call) => writeSomething(subject, call),
    createTicket: (call) => createSomething(subject, call),
    addMessage: (call) => addSomething(subject, call),
    probe: (call) => provider.probe(call),
  };
  return Object.entries(runs).filter(([name]) => name in provider);
}

/** Changes a ticket: clears its categories or, where there are none, makes the first of the sample changes. */
export async function writeSomething(subject: Subject, call: Call, nativeId = firstIdOf(subject.seed)) {
  const {
    provider,
    changes: [sample],
  } = subject;
  const { updatableFields } = provider.capabilities;
  const categories = CATEGORY_FIELDS.filter((field) => updatableFields.includes(field));
  const clearing = Object.fromEntries(categories.map((field) => [field, null]));
  const changes = categories.length > 0 ? clearing : (sample?.changes ?? {});
  return provider.updateTicket?.({ nativeId, changes, expectedVersion: null }, call);
}

/** Opens a ticket. @param attempt default: one of its own */
export async function createSomething(
  { provider, creation }: Subject,
  call: Call,
  attempt: Attempt = makeAttempt(nextNumber()),
) {
  const { owner, fields } = creation ?? { owner: { userId: null, organizationId: null }, fields: {} };
  const request = { attempt, subject: attempt.id, text: `Text of ${attempt.id}`, owner, mayOwn: () => true, fields };
  return provider.createTicket?.(request, call);
}

/** Adds a message. @param attempt default: one of its own */
export async function addSomething(
  { provider, seed }: Subject,
  call: Call,
  attempt: Attempt = makeAttempt(nextNumber()),
) {
  const [type = 'CUSTOMER_RESPONSE'] = provider.capabilities.addableMessageTypes;
  const nativeId = toTalkedIn(seed);
  return provider.addMessage?.(
    { attempt, nativeId, text: `Text of ${attempt.id}`, visibility: 'PUBLIC', authorName: null, type },
    call,
  );
}

/** A ticket of somebody, with messages. */
export function toTalkedIn(seed: Subject['seed']): string {
  const talkedIn = seed.slice(3).find(({ ticket, messages }) => messages.length > 0 && ticket.requester !== null);
  return talkedIn?.ticket.nativeId ?? '';
}

function firstIdOf(seed: Subject['seed']): string {
  return seed[0]?.ticket.nativeId ?? '';
}

/** What a call failed with: what it threw, or what stands in every slot of its answer. @throws Error when it did not */
export async function failuresOf(result: Promise<unknown>): Promise<readonly unknown[]> {
  try {
    const slots = await result;
    if (Array.isArray(slots) && slots.length > 0 && slots.every((slot) => slot instanceof ProviderError)) return slots;
  } catch (error) {
    return [error];
  }
  throw new Error('Expected a failure.');
}

/** Resolves when a request has come. */
export async function arrival(upstream: Upstream): Promise<void> {
  while (upstream.takeRequests().length === 0) await takeTurn();
}
