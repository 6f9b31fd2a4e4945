import { isCarriableText } from '../../provider/carriable-text.js';
import type { Predicate } from '../../ticket/filter.js';
import { isPushableInstant } from './time-parameters.js';

/** In the query, escaped: URLs of some thousand bytes pass every proxy. */
const MAX_LIST_LENGTH = 2000;

/** True when the predicate's value reaches the upstream unchanged. */
export function isCarriable(predicate: Predicate): boolean {
  switch (predicate.operator) {
    case 'isNull':
      return true;
    case 'gte':
    case 'gt':
    case 'lte':
    case 'lt':
      return isPushableInstant(predicate.value);
    case 'eq':
      // A user id of another form is nobody's upstream: that is decided without a call.
      return predicate.field === 'user' || isCarriableText(predicate.value);
    case 'in':
      return predicate.value.every(isCarriableElement) && escapedLength(predicate.value) <= MAX_LIST_LENGTH;
    case 'has':
      return isCarriableElement(predicate.value);
    default:
      return false;
  }
}

/** Lists are separated by commas, and nothing says how a comma inside a value would be written. */
function isCarriableElement(value: string): boolean {
  return isCarriableText(value) && !value.includes(',');
}

function escapedLength(values: readonly string[]): number {
  return values.reduce((length, value) => length + encodeURIComponent(value).length + 1, 0);
}
