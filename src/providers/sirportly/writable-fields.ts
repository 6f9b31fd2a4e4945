import { CATEGORY_FIELDS, UPDATABLE_FIELDS, type CreatableField, type UpdatableField } from '../../provider/writes.js';

/** Categories are no fields of Sirportly's; accounts that keep them do so in custom fields. */
export const UPDATABLE: readonly UpdatableField[] = UPDATABLE_FIELDS.filter(
  (field) => !CATEGORY_FIELDS.some((category) => category === field),
);

/** What `/tickets/submit` takes; the rest can be written by an update. */
export const CREATABLE: readonly CreatableField[] = [
  'requesterName',
  'requesterEmail',
  'priority',
  'tags',
  'customFields',
  'sirportly.department',
  'sirportly.team',
  'sirportly.user',
  'sirportly.sla',
  'sirportly.contactMethodData',
  'sirportly.contactName',
];

/** Where a field's faults are told: a dot leads into Sirportly's own input. */
export function toPath(field: string): readonly string[] {
  return field.split('.');
}
