import {
  CREATABLE_FIELDS,
  UPDATABLE_FIELDS,
  type CreatableField,
  type FieldIssue,
  type NewTicketFields,
  type TicketChanges,
  type UpdatableField,
} from '../../provider/writes.js';
import { builder } from '../builder.js';

export const SirportlyTicketInput = builder.inputType('SirportlyTicketInput', {
  description:
    'What only Sirportly has; for staff, with access to all areas or the scope support:internal. Departments, teams, users and SLAs go by name or id.',
  fields: (t) => ({
    department: t.string({ description: 'Department.' }),
    team: t.string({ description: "Team on the department's escalation path." }),
    user: t.string({ description: 'Member of the team who handles the ticket: user name or id.' }),
    sla: t.string({ description: 'Service level agreement.' }),
    replyDueAt: t.field({ type: 'DateTime', description: 'When a reply is due.' }),
    resolutionDueAt: t.field({ type: 'DateTime', description: 'When the solution is due.' }),
    updatedAt: t.field({ type: 'DateTime', description: 'Overrides the time of the last change.' }),
    contactMethod: t.id({ description: "Id of the contact's method; of the same kind as the present one." }),
    contactMethodData: t.string({ description: 'Address or number, found or made; goes with contactName.' }),
    contactName: t.string({ description: 'Name of the contact behind contactMethodData.' }),
    additionalContactMethods: t.stringList({ description: 'All further addresses or numbers: replaces the list.' }),
  }),
});

export const MoovTicketInput = builder.inputType('MoovTicketInput', {
  description: 'What only Moov has.',
  fields: (t) => ({
    accountId: t.id({ description: 'Account that the ticket is opened for; can be left out where there is one only.' }),
  }),
});

/** An input, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly issues: readonly FieldIssue[] };

type Input = Readonly<Record<string, unknown>>;

/** The changes in an input: omitted is unchanged, null clears. */
export function toChanges(input: Input): Read<TicketChanges> {
  const found = UPDATABLE_FIELDS.flatMap((field) => toEntry(field, input));
  return toRead(found, [...refuseNoObject(input), ...refuseNullParts(input)]);
}

/** The given fields of a new ticket: null is as good as omitted. */
export function toNewTicketFields(input: Input): Read<NewTicketFields> {
  const found = CREATABLE_FIELDS.flatMap((field) => toEntry(field, input)).filter(([, value]) => value !== null);
  return toRead(found, refuseNoObject(input));
}

/** A dot in a field's name leads into the provider's own input. */
function toEntry<Field extends CreatableField | UpdatableField>(field: Field, input: Input): [Field, unknown][] {
  const [first = '', second] = field.split('.');
  const part = input[first];
  const value = second === undefined ? part : isInput(part) ? part[second] : undefined;
  return value === undefined ? [] : [[field, value]];
}

function isInput(part: unknown): part is Input {
  return typeof part === 'object' && part !== null;
}

/** The schema has held each value against its field's type. */
function toRead<T>(entries: readonly [string, unknown][], issues: readonly FieldIssue[]): Read<T> {
  return issues.length > 0 ? { issues } : { value: Object.fromEntries(entries) as T };
}

function refuseNoObject({ customFields }: Input): FieldIssue[] {
  const isFine = customFields === undefined || (typeof customFields === 'object' && !Array.isArray(customFields));
  return isFine ? [] : [{ path: ['customFields'], message: 'must be an object of names and values' }];
}

function refuseNullParts(input: Input): FieldIssue[] {
  const parts = ['sirportly', 'moov'].filter((part) => input[part] === null);
  return parts.map((part) => ({ path: [part], message: 'must not be null; give the fields to clear' }));
}
