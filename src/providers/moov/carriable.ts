import { isCarriableText } from '../../provider/carriable-text.js';
import type { Predicate } from '../../ticket/filter.js';
import { toStatus } from './normalization.js';

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
