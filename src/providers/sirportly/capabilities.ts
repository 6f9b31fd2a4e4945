import type { Capabilities, FilterCapabilities } from '../../provider/capabilities.js';
import { ONE_EACH, type RequestCosts } from '../../provider/request-costs.js';
import { MEASURES } from './aggregate.js';
import { CREATABLE, UPDATABLE } from './writable-fields.js';
import { MAX_CONTACTS } from './contacts-of-user.js';
import { PAGE_SIZE } from './list.js';
import type { SirportlyOptions } from './options.js';
import { userOf } from './query.js';
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
    looksUpUsers: true,
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
    requests: toRequestCosts(options),
  };
}

/** Finding a place in a list takes halving it: a list of a million pages, and a contact's of a thousand, is found through. */
const HALVINGS = 20;
const HALVINGS_OF_CONTACT = 10;
/** Names from eight tables, a contact, an earlier try on twenty pages, and the write with what it reads before and after. */
const WRITE_REQUESTS = 50;

/** A user's tickets are a list for each contact, each of which may have to be looked up. */
function toRequestCosts({ organizationField }: SirportlyOptions): RequestCosts {
  const perRow = organizationField === undefined ? 0 : 1;
  return {
    ...ONE_EACH,
    list(filter, isContinued) {
      const isOfUser = userOf(filter) !== null;
      const lists = isOfUser ? MAX_CONTACTS : 1;
      const lookUps = isOfUser ? MAX_CONTACTS + 1 : 0;
      const halvings = isOfUser ? lists * HALVINGS_OF_CONTACT : HALVINGS;
      return {
        start: lookUps + (isContinued ? halvings : 0),
        page: lists + perRow * PAGE_SIZE,
        shortestPage: 1,
      };
    },
    aggregate: 2,
    write: WRITE_REQUESTS,
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
