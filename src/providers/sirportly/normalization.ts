import type { TicketPriority, TicketSource, TicketStatus } from '../../ticket/ticket.js';
import { toComparable, toNameMap } from './names.js';
import type { SirportlyOptions } from './options.js';

const STATUSES: ReadonlyMap<string, TicketStatus> = new Map([
  ['new', 'NEW'],
  ['open', 'OPEN'],
  ['waiting for staff', 'OPEN'],
  ['pending', 'PENDING'],
  ['waiting for customer', 'PENDING'],
  ['on hold', 'ON_HOLD'],
  ['resolved', 'RESOLVED'],
  ['closed', 'CLOSED'],
]);

/** Section 3.2 of the fact sheet: `status_type` 0 is open, 1 closed, 2 on hold. */
const STATUS_TYPES: readonly TicketStatus[] = ['OPEN', 'CLOSED', 'ON_HOLD'];
export const OPEN_TYPE = 0;
export const CLOSED_TYPE = 1;

const PRIORITIES: ReadonlyMap<string, TicketPriority> = new Map([
  ['low', 'LOW'],
  ['normal', 'NORMAL'],
  ['high', 'HIGH'],
  ['urgent', 'URGENT'],
  ['critical', 'URGENT'],
]);

/** By the model that a ticket came from. Only the first two are witnessed; the others are their likely spellings. */
const SOURCES: ReadonlyMap<string, TicketSource> = new Map([
  ['incomingaddress', 'EMAIL'],
  ['apitoken', 'API'],
  ['email', 'EMAIL'],
  ['api', 'API'],
  ['telephone', 'PHONE'],
  ['phone', 'PHONE'],
  ['chat', 'CHAT'],
  ['webform', 'WEB_FORM'],
  ['form', 'WEB_FORM'],
  ['portal', 'PORTAL'],
  ['twitteraccount', 'SOCIAL'],
  ['facebookpage', 'SOCIAL'],
  ['sms', 'SMS'],
]);

export interface StatusLike {
  readonly name: string | null;
  readonly status_type: number | null;
}

/** What the names of this backend stand for. */
export interface Naming {
  toStatus(status: StatusLike | null): TicketStatus | null;
  toPriority(name: string | null): TicketPriority | null;
  /** How sure that is: 2 by the configuration, 1 by the name, 0 by the type alone. */
  toCertainty(status: StatusLike): number;
}

export function createNaming(options: Pick<SirportlyOptions, 'statuses' | 'priorities'>): Naming {
  const statuses = toNameMap(options.statuses);
  const priorities = new Map([...PRIORITIES, ...toNameMap(options.priorities)]);
  const byName = new Map([...STATUSES, ...statuses]);
  return {
    toStatus: (status) =>
      byName.get(toComparable(status?.name ?? '')) ?? STATUS_TYPES[status?.status_type ?? Number.NaN] ?? null,
    toPriority: (name) => priorities.get(toComparable(name ?? '')) ?? null,
    toCertainty({ name }) {
      const comparable = toComparable(name ?? '');
      if (statuses.has(comparable)) return 2;
      return STATUSES.has(comparable) ? 1 : 0;
    },
  };
}

export function toSource(type: string | null): TicketSource | null {
  return type === null ? null : (SOURCES.get(type.toLowerCase().replaceAll(/[^a-z]/g, '')) ?? 'OTHER');
}
