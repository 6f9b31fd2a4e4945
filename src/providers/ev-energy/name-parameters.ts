import type { Predicate } from '../../ticket/filter.js';
import { PRIORITY_WORDINGS, SOURCE_WORDINGS, STATUS_WORDINGS } from './normalization.js';
import type { Parameter } from '../../provider/http/target.js';

const WORDINGS = { status: STATUS_WORDINGS, priority: PRIORITY_WORDINGS, source: SOURCE_WORDINGS };
type NameParameter = keyof typeof WORDINGS;
const NAME_PARAMETERS = ['status', 'priority', 'source'] as const;

/**
 * Each of `status`, `priority` and `source` upstream is the wording, and serves both our value and our name of it. What
 * the predicates allow is intersected, so that it is sent once; null when one of them allows nothing.
 */
export function toNameParameters(predicates: readonly Predicate[]): Parameter[] | null {
  const parameters: Parameter[] = [];
  for (const name of NAME_PARAMETERS) {
    const allowed = intersect(predicates.map((predicate) => toWordings(name, predicate)));
    if (allowed?.length === 0) return null;
    if (allowed) parameters.push(toParameter(name, allowed));
  }
  return parameters;
}

function toParameter(name: NameParameter, [first = '', ...rest]: readonly string[]): Parameter {
  return rest.length === 0 ? [name, first] : [`${name}__in`, [first, ...rest].join(',')];
}

/** The wordings that a predicate allows; null when it is about something else. */
function toWordings(name: NameParameter, predicate: Predicate): readonly string[] | null {
  if (predicate.operator !== 'eq' && predicate.operator !== 'in') return null;
  const values = predicate.operator === 'eq' ? [predicate.value] : predicate.value;
  if (predicate.field === `${name}Name`) return values;
  return predicate.field === name ? WORDINGS[name].toWordings(values) : null;
}

function intersect(lists: readonly (readonly string[] | null)[]): string[] | null {
  const [first, ...rest] = lists.filter((list) => list !== null);
  if (!first) return null;
  return [...new Set(first)].filter((wording) => rest.every((list) => list.includes(wording)));
}
