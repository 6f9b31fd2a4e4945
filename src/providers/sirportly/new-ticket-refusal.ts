import type { FieldIssue, NewTicketFields } from '../../provider/writes.js';
import { toPath } from './writable-fields.js';

const DEFAULT_STATUS: FieldIssue = {
  path: [],
  message: 'the default status of new tickets is refused by the backend',
};
/** Newer versions say contact, older ones customer. */
const CONTACT_COLUMN = /^(?:contact|customer)/;
const NAME_COLUMN = /^(?:contact|customer)_name$/;

/** What a column's refusal means to who opens a ticket: a status is never given, and whom it is from by several fields. */
export function toGivenIssue(issue: FieldIssue, column: string, fields: NewTicketFields): FieldIssue {
  if (column === 'status') return DEFAULT_STATUS;
  if (!CONTACT_COLUMN.test(column)) return issue;
  const name = NAME_COLUMN.test(column) ? findGiven(['requesterName', 'sirportly.contactName'], fields) : null;
  const given = name ?? findGiven(['requesterEmail', 'sirportly.contactMethodData'], fields) ?? 'user';
  return { path: toPath(given), message: 'is refused by the backend as whom the ticket is from' };
}

function findGiven(names: readonly (keyof NewTicketFields)[], fields: NewTicketFields): string | null {
  return names.find((name) => fields[name] !== undefined) ?? null;
}
