import type { Capabilities, FilterCapabilities } from '../../provider/capabilities.js';
import { CATEGORY_FIELDS } from '../../provider/writes.js';
import { ONE_EACH, type RequestCosts } from '../../provider/request-costs.js';
import { isCarriable } from './carriable.js';
import type { EvEnergyOptions } from './options.js';
import { PAGE_SIZE } from './paging.js';
import { MEASURES } from './statistics.js';

const ID = { eq: 'exact' } as const;
const NAME = { eq: 'exact', in: 'exact' } as const;
const CATEGORY = { eq: 'exact', isNull: 'exact' } as const;
const TIME = { gte: 'exact', gt: 'exact', lte: 'exact', lt: 'exact' } as const;

/** Section 6.1 of the fact sheet. */
export const FILTERS: FilterCapabilities = {
  externalTicketId: ID,
  user: { ...ID, isNull: 'exact' },
  status: NAME,
  statusName: NAME,
  priority: NAME,
  priorityName: { ...NAME, isNull: 'exact' },
  source: NAME,
  sourceName: NAME,
  humanVerifiedCategory: CATEGORY,
  humanVerifiedSubcategory: CATEGORY,
  aiGeneratedCategory: CATEGORY,
  aiGeneratedSubcategory: CATEGORY,
  createdAt: TIME,
  updatedAt: { ...TIME, isNull: 'exact' },
  resolvedAt: { ...TIME, isNull: 'exact' },
  tags: { has: 'exact' },
};

/** Ids per batch: each is a request of its own, so the bound is on what one batch may cost. */
const MAX_BATCH_SIZE = 50;

/** Conversations that rows of the older shape belong to, of which none may begin on the page. */
const LOOK_UPS = Number(PAGE_SIZE);
/** Before rows of that shape were seen: a conversation that lies on two pages, or whose ticket is elsewhere. */
const FEW_LOOK_UPS = 2;

function toRequestCosts(hasOlderRows: () => boolean): RequestCosts {
  return {
    ...ONE_EACH,
    start: 1,
    list: () => ({ start: 0, page: 1 + (hasOlderRows() ? LOOK_UPS : FEW_LOOK_UPS), shortestPage: 1 }),
    ticket: 2,
    details: 0,
    conversation: 3,
    write: 2,
  };
}

/** @param hasOlderRows whether the upstream was seen to give rows of the older shape, which cost look-ups */
export function toCapabilities(
  { maxOutOfOrdernessMs, statistics }: Pick<EvEnergyOptions, 'maxOutOfOrdernessMs' | 'statistics'>,
  hasOlderRows: () => boolean,
): Capabilities {
  return {
    filters: FILTERS,
    countable: {},
    measures: statistics === 'upstream' ? MEASURES : [],
    accepts: isCarriable,
    composes: false,
    orders: { CREATED_AT: { maxOutOfOrdernessMs } },
    maxPageSize: 100,
    maxBatchSize: MAX_BATCH_SIZE,
    carries: ['user', 'messages'],
    updatableFields: CATEGORY_FIELDS,
    creatableFields: null,
    addableMessageTypes: [],
    hasMessages: true,
    requests: toRequestCosts(hasOlderRows),
  };
}
