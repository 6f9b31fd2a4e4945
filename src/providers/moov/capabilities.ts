import type { Capabilities, FilterCapabilities } from '../../provider/capabilities.js';
import { isCarriable } from './carriable.js';

const OWNER = { eq: 'exact', in: 'exact', isNull: 'exact' } as const;
const VALUE = { eq: 'exact' } as const;

/** Section 5.3 of the fact sheet; user and organization are decided by choosing accounts. */
export const FILTERS: FilterCapabilities = {
  user: OWNER,
  organization: OWNER,
  status: VALUE,
  statusName: VALUE,
  externalTicketId: VALUE,
};

/** Ids per batch: each is a request of its own, so the bound is on what one batch may cost. */
const MAX_BATCH_SIZE = 50;

/** @param accountCount how many accounts are read side by side */
export function toCapabilities(accountCount: number, pageSize: number): Capabilities {
  return {
    filters: FILTERS,
    accepts: isCarriable,
    composes: false,
    orders: {},
    maxPageSize: accountCount * pageSize,
    maxBatchSize: MAX_BATCH_SIZE,
    carries: [],
    updatableFields: ['status'],
    writableStatuses: ['CLOSED'],
    creatableFields: ['requesterName', 'requesterEmail', 'externalTicketId', 'moov.accountId'],
    addableMessageTypes: [],
    hasMessages: true,
  };
}
