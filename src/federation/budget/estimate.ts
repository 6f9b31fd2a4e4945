import type { Backend } from '../../provider/backend.js';
import type { Expand } from '../../provider/provider.js';
import { isCountable } from '../../provider/push-down.js';
import { ONE_EACH, type RequestCosts } from '../../provider/request-costs.js';
import { needsMessages, type TicketFilter } from '../../ticket/filter.js';
import type { TicketOrder } from '../../ticket/order.js';
import type { TicketRef } from '../../ticket/ticket.js';
import type { Asking } from '../asking.js';
import { NOTHING } from '../expand.js';
import { mayShow, planBackend, type BackendPlan } from '../plan.js';
import { toCacheKey } from '../ticket-loader.js';
import type { RequestEstimate, RequestRange } from './request-budget.js';

/** Tickets that a part of a request may show. */
export interface Reach {
  /** At most so many, all backends together. */
  readonly tickets: number;
  /** Keys of the backends that they may be in. */
  readonly backends: readonly string[];
  /** What comes along with them where a backend can carry it. */
  readonly expand: Expand;
  readonly isList: boolean;
}

export interface ListToEstimate {
  readonly filter: TicketFilter;
  /** Tickets of the page. */
  readonly size: number;
  readonly order: TicketOrder;
  /** Whether it begins at a cursor. */
  readonly isContinued: boolean;
  readonly expand: Expand;
  /** Whether the page is read. */
  readonly page: boolean;
  /** Whether its tickets are counted. */
  readonly count: boolean;
}

/**
 * Adds up what the parts of one request would take upstream, at most: every ticket in the backend where it costs most,
 * every scan to the end of its page budget, but for lists that the backend itself filters and orders. What the request's
 * loaders read once counts once.
 */
export interface Estimate {
  addList(list: ListToEstimate): Reach;
  addStatistics(filter: TicketFilter): void;
  /** A ticket by its id. */
  addTicket(ref: TicketRef, expand: Expand): Reach;
  /** The conversations of these tickets. */
  addConversations(reach: Reach): void;
  /** What lists leave out of these tickets. */
  addDetails(reach: Reach): void;
  /** The people whom these tickets belong to. */
  addOwners(reach: Reach): void;
  /** Somebody by id. */
  addUser(id: string): void;
  /** The caller, as somebody by id. */
  addCaller(): void;
  /** Which organisation the caller belongs to. */
  addMembership(): void;
  addCategories(): void;
  /** A write and the look before it, at people too. */
  addWrite(backend: string): Reach;
  /** The same for a new ticket. */
  addCreation(backend: string): Reach;
  read(): RequestEstimate;
}

interface ScanToEstimate extends Pick<ListToEstimate, 'isContinued'> {
  readonly pages: number;
  readonly atLeast: 'PAGE' | 'NOTHING';
}

/** A tenth more, and two, so that a request may be repeated that failed. */
const REPEATS = { share: 1.1, more: 2 };

export function createEstimate(asking: Asking): Estimate {
  const sums = new Map<string, RequestRange>();
  const done = new Set<string>();
  const numbers = new Map<Reach, number>();
  const { backends, viewer, pagesPerScan, conversationsPerScan } = asking;

  const add = ({ key }: Backend, atMost: number, atLeast = 0) => {
    const before = sums.get(key) ?? { atLeast: 0, atMost: 0 };
    sums.set(key, { atLeast: before.atLeast + atLeast, atMost: before.atMost + atMost });
  };
  const isFirst = (key: string) => {
    const isNew = !done.has(key);
    done.add(key);
    return isNew;
  };
  const isFirstOf = (reach: Reach, kind: string) => {
    const number = numbers.get(reach) ?? numbers.size;
    numbers.set(reach, number);
    return isFirst(`${kind}:${number}`);
  };
  const reached = (reach: Reach) => backends.filter(({ key }) => reach.backends.includes(key));

  /** Where a backend filters and orders, its first tickets are the page; one more page, for what is out of order there. */
  function pagesOf({ backend, remaining }: BackendPlan, { order, size }: ListToEstimate): number {
    const { orders, maxPageSize } = backend.provider.capabilities;
    const isSure = remaining.length === 0 && orders[order.field] !== undefined;
    return isSure ? Math.min(Math.ceil((size + 1) / maxPageSize) + 1, pagesPerScan) : pagesPerScan;
  }

  function addScan(plan: BackendPlan, { isContinued, pages, atLeast }: ScanToEstimate): void {
    const { backend, pushed, remaining } = plan;
    const { maxPageSize, carries } = backend.provider.capabilities;
    const { list, conversation } = costsOf(backend);
    const { start, page, shortestPage } = list(pushed, isContinued);
    const looksThrough = needsMessages(remaining) && !carries.includes('messages');
    const rows = looksThrough ? Math.min(conversationsPerScan, pages * maxPageSize) : 0;
    add(backend, start + pages * page + rows * conversation, atLeast === 'PAGE' ? shortestPage : 0);
  }

  /** A total, or statistics: by the backend's own means, and by a scan where these turn out not to tell. */
  function addCount(plan: BackendPlan): void {
    const { provider } = plan.backend;
    const isOwn = provider.aggregate && isCountable(plan.filter, provider.capabilities);
    if (isOwn) add(plan.backend, costsOf(plan.backend).aggregate);
    // It may be known, or be read off a list's own page.
    addScan(plan, { isContinued: false, pages: pagesPerScan, atLeast: 'NOTHING' });
  }

  function addUsers(ids: number): void {
    for (const backend of backends) {
      const mayHold = viewer.visibility !== 'ORGANIZATION' || backend.organizationId === viewer.organizationId;
      if (backend.provider.getUsers && mayHold) add(backend, ids * costsOf(backend).user);
    }
  }

  function addCaller(): void {
    if (viewer.userId !== null && isFirst(`user:${viewer.userId}`)) addUsers(1);
  }

  function addWrite(key: string, looksAtPeople: (backend: Backend) => boolean): Reach {
    const backend = backends.find((candidate) => candidate.key === key);
    if (!backend) return { tickets: 0, backends: [], expand: NOTHING, isList: false };
    const { write, ticket, conversation } = costsOf(backend);
    add(backend, write + 2 * ticket + conversation, Math.min(1, write));
    if (looksAtPeople(backend)) addUsers(1);
    return { tickets: 1, backends: [key], expand: NOTHING, isList: false };
  }

  return {
    addList(list) {
      const { filter, size, isContinued, expand, page, count } = list;
      const plans = backends.map((backend) => planBackend(backend, viewer, filter)).filter((plan) => plan !== null);
      for (const plan of plans) {
        if (page) addScan(plan, { isContinued, pages: pagesOf(plan, list), atLeast: 'PAGE' });
        if (count) addCount(plan);
      }
      return { tickets: size, backends: plans.map(({ backend }) => backend.key), expand, isList: true };
    },
    addStatistics(filter) {
      for (const backend of backends) {
        const plan = planBackend(backend, viewer, filter);
        if (plan) addCount(plan);
      }
    },
    addTicket(ref, expand) {
      const backend = backends.find(({ key }) => key === ref.backend);
      const isAsked = backend !== undefined && mayShow(backend, viewer);
      if (isAsked && isFirst(`ticket:${toCacheKey(ref)}`)) {
        const { ticket } = costsOf(backend);
        add(backend, ticket, Math.min(1, ticket));
      }
      return { tickets: isAsked ? 1 : 0, backends: isAsked ? [ref.backend] : [], expand, isList: false };
    },
    addConversations(reach) {
      if (!isFirstOf(reach, 'conversations')) return;
      for (const backend of reached(reach)) {
        if (backend.provider.listMessages) add(backend, reach.tickets * costsOf(backend).conversation);
      }
    },
    addDetails(reach) {
      if (!reach.isList || !isFirstOf(reach, 'details')) return;
      for (const backend of reached(reach)) add(backend, reach.tickets * costsOf(backend).details);
    },
    addOwners(reach) {
      if (!isFirstOf(reach, 'owners')) return;
      const isCarried = (backend: Backend) =>
        reach.expand.user && backend.provider.capabilities.carries.includes('user');
      if (reached(reach).every(isCarried)) return;
      addUsers(viewer.visibility === 'USER' ? 1 : reach.tickets);
    },
    addUser(id) {
      const mayBeSeen = viewer.visibility !== 'USER' || id === viewer.userId;
      if (mayBeSeen && isFirst(`user:${id}`)) addUsers(1);
    },
    addCaller,
    addMembership() {
      if (viewer.visibility === 'USER') addCaller();
      // Who it is, is not looked at: colleagues are given the same answer. Who sees all needs no membership.
      else if (viewer.visibility === 'ORGANIZATION' && isFirst('membership')) addUsers(1);
    },
    addCategories() {
      if (!isFirst('categories')) return;
      for (const backend of backends) {
        if (backend.provider.listCategories) add(backend, costsOf(backend).categories);
      }
    },
    addWrite: (key) => addWrite(key, () => true),
    addCreation: (key) => addWrite(key, ({ provider }) => !provider.capabilities.opensForListedOnly),
    read: () => new Map(backends.map((backend) => [backend.key, toRange(sums.get(backend.key), backend)])),
  };
}

function costsOf({ provider }: Backend): RequestCosts {
  return provider.capabilities.requests ?? ONE_EACH;
}

function toRange(sum: RequestRange | undefined, backend: Backend): RequestRange {
  if (!sum || sum.atMost === 0) return { atLeast: 0, atMost: 0 };
  const { start } = costsOf(backend);
  return { atLeast: sum.atLeast, atMost: Math.ceil(REPEATS.share * (start + sum.atMost)) + REPEATS.more };
}
