import { isPredicate, type Condition, type Predicate, type ValueField, type TimeField } from '../../ticket/filter.js';
import type { Expand, ListRequest } from '../../provider/provider.js';
import { toName } from '../../provider/push-down.js';
import { FILTERS } from './capabilities.js';
import { isUserId } from './ids.js';
import { toNameParameters } from './name-parameters.js';
import type { Parameter } from '../../provider/http/target.js';
import { toPlacePredicate, toTimeParameters } from './time-parameters.js';

/** Fields that one upstream parameter serves alone. */
const PARAMETERS: { readonly [field in ValueField | TimeField]?: string } = {
  externalTicketId: 'external_ticket_id',
  user: 'user',
  humanVerifiedCategory: 'human_verified_category',
  humanVerifiedSubcategory: 'human_verified_subcategory',
  aiGeneratedCategory: 'ai_generated_category',
  aiGeneratedSubcategory: 'ai_generated_subcategory',
};

/** Fields whose absence can be asked for. */
const NULLABLE: { readonly [field in ValueField | TimeField]?: string } = {
  ...PARAMETERS,
  priorityName: 'priority',
  updatedAt: 'ticket_updated_at',
  resolvedAt: 'resolved_at',
};

/** A list request as query parameters, paging aside; null when no ticket can pass. */
export function toParameters({ filter, order, after, expand }: ListRequest): Parameter[] | null {
  const predicates = filter.map(toPredicate);
  if (predicates.some(isImpossible)) return null;
  const names = toNameParameters(predicates);
  const times = toTimeParameters(predicates, toPlacePredicate(order, after));
  if (!names || !times) return null;
  return [...predicates.flatMap(toPlainParameters), ...names, ...times, ...toExpandParameters(expand)];
}

/** `expand`, repeated for each kind of related data. */
export function toExpandParameters({ user, messages }: Expand): Parameter[] {
  const parameters: Parameter[] = [];
  if (user) parameters.push(['expand', 'user']);
  if (messages) parameters.push(['expand', 'messages']);
  return parameters;
}

function toPlainParameters(predicate: Predicate): Parameter[] {
  switch (predicate.operator) {
    case 'eq': {
      const name = PARAMETERS[predicate.field];
      return name === undefined ? [] : [[name, predicate.value]];
    }
    case 'isNull':
      return [[`${NULLABLE[predicate.field]}__isnull`, String(predicate.value)]];
    case 'has':
      return [['tags', predicate.value]];
    default:
      return [];
  }
}

/** Anything that was not declared is a mistake of the caller: leaving it out would widen the list. */
function toPredicate(condition: Condition): Predicate {
  if (isPredicate(condition) && FILTERS[condition.field]?.[condition.operator]) return condition;
  throw new Error(`ev.energy does not evaluate ${toName(condition)}.`);
}

/** A user of another system has no tickets here. */
function isImpossible(predicate: Predicate): boolean {
  return predicate.field === 'user' && predicate.operator === 'eq' && !isUserId(predicate.value);
}
