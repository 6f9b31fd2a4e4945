import type { JsonValue } from '../../ticket/ticket.js';
import type { TicketChanges } from '../../provider/writes.js';
import { CANNOT_BE_CLEARED, EMPTY_DRAFT, issue, joinDrafts, parameter, type Draft } from './draft.js';

/** What a parameter's name can carry between brackets. */
const SYSTEM_NAME = /^[A-Za-z0-9_]+$/;

const NONE: ReadonlySet<string> = new Set();

/** @param known system names of the custom fields; null when they cannot be read */
export function draftCustomFields(
  changes: TicketChanges,
  known: ReadonlySet<string> | null,
  hidden: readonly string[],
): Draft {
  const { customFields } = changes;
  if (customFields === undefined) return EMPTY_DRAFT;
  if (customFields === null) return issue('customFields', `${CANNOT_BE_CLEARED} as a whole: set single ones to null`);
  return joinDrafts(
    Object.entries(customFields).map(([name, value]) =>
      draftCustomField(name, value, hidden.includes(name) ? NONE : known),
    ),
  );
}

function draftCustomField(name: string, value: JsonValue, known: ReadonlySet<string> | null): Draft {
  const path = ['customFields', name];
  if (!SYSTEM_NAME.test(name)) return issue(path, 'is no system name: letters, digits and underscores');
  if (known && !known.has(name)) return issue(path, 'is no custom field of this backend');
  if (typeof value === 'object' && value !== null) return issue(path, 'must be a text, a number, true, false or null');
  return parameter(`custom[${name}]`, value === null ? '' : String(value));
}
