import { MEASURES } from '../../provider/aggregate.js';
import { type Capabilities, type FilterCapabilities } from '../../provider/capabilities.js';
import { NO_REQUESTS } from '../../provider/request-costs.js';
import { TIME_FIELDS, VALUE_FIELDS } from '../../ticket/filter.js';
import { CATEGORY_FIELDS } from '../../provider/writes.js';

const VALUE = { eq: 'exact', in: 'exact', notIn: 'exact', isNull: 'exact' } as const;
const TIME = { gte: 'exact', gt: 'exact', lte: 'exact', lt: 'exact', isNull: 'exact' } as const;
const STRICT = { maxOutOfOrdernessMs: 0 };

const FILTERS: FilterCapabilities = {
  ...Object.fromEntries(VALUE_FIELDS.map((field) => [field, VALUE])),
  ...Object.fromEntries(TIME_FIELDS.map((field) => [field, TIME])),
  tags: { has: 'exact', hasAny: 'exact', hasAll: 'exact', isEmpty: 'exact' },
  messages: { some: 'exact' },
  search: { words: 'exact' },
};

/** SQL evaluates every filter, in any composition, and gives every order. */
export const CAPABILITIES: Capabilities = {
  filters: FILTERS,
  measures: MEASURES,
  composes: true,
  orders: { CREATED_AT: STRICT, UPDATED_AT: STRICT, RESOLVED_AT: STRICT, PRIORITY: STRICT },
  maxPageSize: 200,
  maxBatchSize: 1000,
  carries: ['user', 'messages'],
  updatableFields: [
    ...CATEGORY_FIELDS,
    'status',
    'statusName',
    'priority',
    'priorityName',
    'subject',
    'tags',
    'customFields',
  ],
  opensForListedOnly: true,
  creatableFields: ['requesterName', 'requesterEmail', 'priority', 'tags', 'customFields', 'externalTicketId'],
  addableMessageTypes: ['CUSTOMER_RESPONSE', 'HUMAN_AGENT_RESPONSE', 'AI_AGENT_RESPONSE'],
  hasMessages: true,
  requests: NO_REQUESTS,
};
