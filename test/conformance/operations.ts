import { setImmediate as takeTurn } from 'node:timers/promises';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { Call, Provider } from '../../src/provider/provider.js';
import { NO_EXPAND, toListRequest } from './asking.js';
import type { Subject, Upstream } from './subject.js';

type Run = (call: Call) => Promise<unknown>;

/** One call of each method of the port that the provider has, by name. */
export function operationsOf({ provider, seed, users }: Subject): readonly (readonly [name: string, run: Run])[] {
  const ids = seed.slice(0, 1).map(({ ticket }) => ticket.nativeId);
  const userIds = users.slice(0, 1).map(({ id }) => id);
  const runs: { readonly [name in keyof Provider]?: Run } = {
    listTickets: (call) => provider.listTickets(toListRequest(provider, {}), call),
    getTickets: (call) => provider.getTickets(ids, NO_EXPAND, call),
    listMessages: async (call) => provider.listMessages?.(ids, call),
    countTickets: async (call) => provider.countTickets?.([], call),
    getUsers: async (call) => provider.getUsers?.(userIds, call),
    listCategories: async (call) => provider.listCategories?.(call),
    updateTicket: (call) => writeSomething(provider, ids[0] ?? '', call),
    probe: (call) => provider.probe(call),
  };
  return Object.entries(runs).filter(([name]) => name in provider);
}

/** Clears a field of a ticket. */
export async function writeSomething({ capabilities, updateTicket }: Provider, nativeId: string, call: Call) {
  const changes = Object.fromEntries(capabilities.updatableFields.map((field) => [field, null]));
  return updateTicket?.({ nativeId, changes, expectedVersion: null }, call);
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
