import type { AggregateRequest } from '../../src/provider/aggregate.js';
import type { Backend } from '../../src/provider/backend.js';
import type { Call, Provider, Slots, TicketRow } from '../../src/provider/provider.js';
import { aggregateNaively } from '../provider/naive-aggregate.js';
import { TICKET_FIELDS, type TicketFields } from '../../src/ticket/ticket.js';
import { versionOf } from '../../src/ticket/version.js';
import { DECLARES_NOTHING, type LoggedCall, type Script } from './script.js';
import { listPage, passes, toRow } from './scripted-list.js';
import type { UpdateOutcome, UpdateRequest } from '../../src/provider/writes.js';

/** A backend over an array of tickets, with the calls that it got. */
export interface ScriptedBackend extends Backend {
  readonly stored: Script['stored'];
  readonly calls: LoggedCall[];
}

/** A backend that declares nothing, has everything and fails never, but for what the script says. */
export function createScriptedBackend(options: Partial<Script> & Pick<Script, 'key'>): ScriptedBackend {
  const script: Script = { ...DEFAULTS, stored: [], update: (request) => write(script, request), ...options };
  const calls: LoggedCall[] = [];
  const enter = async (logged: LoggedCall, call: Call) => {
    calls.push(logged);
    call.onUpstreamRequest();
    if (script.joins !== null) call.onShared?.(script.joins);
    await script.before(logged, calls.filter(({ method }) => method === logged.method).length);
  };
  const { key, stored, organizationId } = script;
  return {
    key,
    displayName: key,
    organizationId,
    owners: null,
    provider: createProvider(script, enter),
    stored,
    calls,
  };
}

const DEFAULTS: Omit<Script, 'key' | 'stored' | 'update'> = {
  kind: 'MOOV',
  organizationId: null,
  capabilities: DECLARES_NOTHING,
  pageSize: null,
  readsAfter: true,
  lies: false,
  aggregates: false,
  losesCount: false,
  users: null,
  categories: null,
  badSlots: new Map(),
  unlistable: new Map(),
  bare: new Set(),
  before: async () => {},
  joins: null,
  create: () => never('createTicket'),
  addMessage: () => never('addMessage'),
};

function never(method: string): never {
  throw new Error(`Nothing was said about ${method}.`);
}

type Enter = (logged: LoggedCall, call: Call) => Promise<void>;

function createProvider(script: Script, enter: Enter): Provider {
  const { capabilities, categories, users } = script;
  const indexOf = (id: string) => script.stored.findIndex(({ ticket }) => ticket.nativeId === id);
  const find = (id: string) => script.stored.at(indexOf(id) + (script.lies ? 1 : 0)) ?? null;
  return {
    kind: script.kind,
    capabilities,
    async listTickets(request, call) {
      await enter({ method: 'listTickets', request, ticketFields: call.ticketFields }, call);
      const { rows, ...page } = listPage(script, request);
      return { rows: rows.map((row) => keepTo(call.ticketFields, row)), ...page };
    },
    async getTickets(ids, expand, call) {
      await enter({ method: 'getTickets', ids, expand, ticketFields: call.ticketFields }, call);
      return toSlots(script, ids, (id) => {
        const stored = indexOf(id) < 0 ? null : find(id);
        return stored && keepTo(call.ticketFields, toRow(script, stored, expand));
      });
    },
    ...(capabilities.hasMessages && {
      async listMessages(ids: readonly string[], call: Call) {
        await enter({ method: 'listMessages', ids }, call);
        return toSlots(script, ids, (id) => script.stored[indexOf(id)]?.messages ?? null);
      },
    }),
    ...(script.aggregates && {
      async aggregate(request: AggregateRequest, call: Call) {
        await enter({ method: 'aggregate', request }, call);
        if (script.losesCount) return null;
        const kept = script.stored.filter((stored) => passes(script, request.filter, stored));
        return aggregateNaively(
          kept.map(({ ticket }) => ticket),
          request,
        );
      },
    }),
    ...(users && {
      async getUsers(ids: readonly string[], call: Call) {
        await enter({ method: 'getUsers', ids }, call);
        return toSlots(script, ids, (id) => users.get(id) ?? null);
      },
    }),
    ...(categories && {
      async listCategories(call: Call) {
        await enter({ method: 'listCategories' }, call);
        return categories;
      },
    }),
    async updateTicket(request, call) {
      await enter({ method: 'updateTicket', request }, call);
      return script.update(request);
    },
    async createTicket(request, call) {
      await enter({ method: 'createTicket', request }, call);
      return script.create(request);
    },
    async addMessage(request, call) {
      await enter({ method: 'addMessage', request }, call);
      return script.addMessage(request);
    },
    status: () => ({ health: 'HEALTHY', rateLimit: null, breakers: {}, pausedMs: 0 }),
    probe: async () => {},
    close: async () => {},
  };
}

/** A row of which nobody can look at what was not asked for. */
function keepTo(fields: TicketFields | undefined, row: TicketRow): TicketRow {
  if (!fields) return row;
  const hidden = new Set<PropertyKey>(TICKET_FIELDS.filter((field) => !fields.has(field)));
  const ticket = new Proxy(row.ticket, {
    get(whole, name, receiver) {
      if (hidden.has(name)) throw new Error(`Nobody asked for the field ${String(name)} of tickets.`);
      return Reflect.get(whole, name, receiver);
    },
  });
  return { ...row, ticket };
}

function toSlots<T>({ badSlots, capabilities }: Script, ids: readonly string[], read: (id: string) => T): Slots<T> {
  if (ids.length > capabilities.maxBatchSize) throw new Error(`Asked for ${ids.length} ids at once.`);
  if (new Set(ids).size < ids.length) throw new Error('Asked for an id twice.');
  return ids.map((id) => badSlots.get(id) ?? read(id));
}

function write({ stored }: Script, { nativeId, changes, expectedVersion }: UpdateRequest): UpdateOutcome {
  const index = stored.findIndex(({ ticket }) => ticket.nativeId === nativeId);
  const before = stored[index];
  if (!before) return { outcome: 'NOT_FOUND' };
  if (expectedVersion !== null && versionOf(before.ticket) !== expectedVersion) {
    return { outcome: 'CONFLICT', current: before.ticket };
  }
  const ticket = { ...before.ticket, ...changes, tags: changes.tags ?? before.ticket.tags };
  stored[index] = { ...before, ticket };
  return { outcome: 'UPDATED', ticket };
}
