import type { Capabilities, FilterCapabilities } from '../../provider/capabilities.js';
import { MEASURES } from './aggregate.js';
import { CREATABLE, UPDATABLE } from './writable-fields.js';
import { PAGE_SIZE } from './list.js';
import type { SirportlyOptions } from './options.js';
import type { MessageType } from '../../ticket/message.js';

const NAME = { eq: 'exact', in: 'exact' } as const;

/** By contact. Tokens of a user cannot: see README.md. */
const ACCOUNT_FILTERS: FilterCapabilities = { user: { eq: 'inexact' } };
/** By SPQL, which tokens of a user cannot count on either. */
const ACCOUNT_COUNTS: FilterCapabilities = { status: NAME, statusName: NAME, priority: NAME, priorityName: NAME };

/** Ids per batch: each is a request of its own, so the bound is on what one batch may cost. */
const MAX_BATCH_SIZE = 50;

export function toCapabilities(options: SirportlyOptions): Capabilities {
  const { application, organizationField, publicCustomFields } = options;
  return {
    filters: application === undefined ? ACCOUNT_FILTERS : {},
    countable: application === undefined ? ACCOUNT_COUNTS : {},
    measures: application === undefined ? MEASURES : [],
    composes: false,
    // Creation times are given to the second or finer, and cut to milliseconds here; how equal ones are ordered is not.
    orders: { CREATED_AT: { maxOutOfOrdernessMs: 1 } },
    maxPageSize: PAGE_SIZE,
    maxBatchSize: MAX_BATCH_SIZE,
    carries: organizationField === undefined ? [] : ['messages'],
    updatableFields: UPDATABLE,
    creatableFields: CREATABLE,
    publicCustomFields,
    owningCustomFields: organizationField === undefined ? [] : [organizationField],
    addableMessageTypes: toMessageTypes(options),
    hasMessages: true,
  };
}

/** Whoever calls with a user's token speaks as that user. */
function toMessageTypes({ application, agent, aiAgent }: SirportlyOptions): readonly MessageType[] {
  if (application !== undefined) return ['HUMAN_AGENT_RESPONSE'];
  const types: MessageType[] = ['CUSTOMER_RESPONSE'];
  if (agent !== undefined) types.push('HUMAN_AGENT_RESPONSE');
  if (aiAgent !== undefined) types.push('AI_AGENT_RESPONSE');
  return types;
}
