import type { Predicate } from '../../ticket/filter.js';
import { toStatus } from './normalization.js';

export const MAX_VALUE_LENGTH = 200;

/** True when the predicate's value reaches Moov unchanged, or is decided here. */
export function isCarriable(predicate: Predicate): boolean {
  if (predicate.operator !== 'eq') return true;
  switch (predicate.field) {
    case 'externalTicketId':
      return isCarriableText(predicate.value);
    case 'statusName':
      // What Moov answers to a status that it does not know is unknown (5.3).
      return toStatus(predicate.value) !== null;
    default:
      return true;
  }
}

/** An empty value counts as no filter in common frameworks, and outer white space is cut off. */
export function isCarriableText(value: string): boolean {
  return value !== '' && value === value.trim() && value.length <= MAX_VALUE_LENGTH && !/[\p{Cc}\p{Cs}]/u.test(value);
}
