import type { TicketChanges } from '../../provider/writes.js';
import { CANNOT_BE_CLEARED, EMPTY_DRAFT, issue, joinDrafts, parameter, type Draft } from './draft.js';

const MAX_SUBJECT_LENGTH = 255;
const MAX_LISTED = 100;

/** Everything that needs no table: subject, tags, times, contact methods. */
export function draftTexts(changes: TicketChanges): Draft {
  return joinDrafts([
    draftSubject(changes.subject),
    draftList('tags', 'tag_list', changes.tags, /[\s,]/, 'a comma or a space'),
    draftTime('sirportly.replyDueAt', 'reply_due_at', changes, true),
    draftTime('sirportly.resolutionDueAt', 'resolution_due_at', changes, true),
    draftTime('sirportly.updatedAt', 'updated_at', changes, false),
    draftContactMethod(changes['sirportly.contactMethod']),
    draftContact(changes),
    draftList(
      'sirportly.additionalContactMethods',
      'additional_contact_methods',
      changes['sirportly.additionalContactMethods'],
      /,/,
      'a comma',
    ),
  ]);
}

function draftSubject(subject: string | null | undefined): Draft {
  if (subject === undefined) return EMPTY_DRAFT;
  if (subject === null || subject.trim() === '') return issue('subject', CANNOT_BE_CLEARED);
  if (subject.length > MAX_SUBJECT_LENGTH) return issue('subject', `has more than ${MAX_SUBJECT_LENGTH} characters`);
  return parameter('subject', subject);
}

/** The whole new list, separated by commas: an element that holds a separator would become two. */
function draftList(
  field: 'tags' | 'sirportly.additionalContactMethods',
  name: string,
  values: readonly string[] | null | undefined,
  separator: RegExp,
  separatorName: string,
): Draft {
  if (values === undefined) return EMPTY_DRAFT;
  const bad = values?.find((value) => value.trim() === '' || separator.test(value));
  if (bad !== undefined) return issue(field, `must not hold an empty element, nor one with ${separatorName}`);
  if (values && values.length > MAX_LISTED) return issue(field, `has more than ${MAX_LISTED} elements`);
  return parameter(name, (values ?? []).join(','));
}

type TimeChange = 'sirportly.replyDueAt' | 'sirportly.resolutionDueAt' | 'sirportly.updatedAt';

function draftTime(field: TimeChange, name: string, changes: TicketChanges, isClearable: boolean): Draft {
  const value = changes[field];
  if (value === undefined) return EMPTY_DRAFT;
  if (value === null && !isClearable) return issue(field, CANNOT_BE_CLEARED);
  return parameter(name, value ?? '');
}

function draftContactMethod(id: string | null | undefined): Draft {
  if (id === undefined) return EMPTY_DRAFT;
  if (id === null) return issue('sirportly.contactMethod', CANNOT_BE_CLEARED);
  if (!/^\d+$/.test(id)) return issue('sirportly.contactMethod', 'must be the id of a contact method');
  return parameter('contact_method', id);
}

/** Finds the contact by an address or a number, or makes one of that name. */
function draftContact(changes: TicketChanges): Draft {
  const { 'sirportly.contactMethodData': data, 'sirportly.contactName': name } = changes;
  if (data === undefined && name === undefined) return EMPTY_DRAFT;
  if (data === null) return issue('sirportly.contactMethodData', CANNOT_BE_CLEARED);
  if (name === null) return issue('sirportly.contactName', CANNOT_BE_CLEARED);
  if (data === undefined) return issue('sirportly.contactName', 'goes only with contactMethodData');
  if (changes['sirportly.contactMethod'] !== undefined) {
    return issue('sirportly.contactMethodData', 'does not go with contactMethod: give one of them');
  }
  const named = name === undefined ? EMPTY_DRAFT : parameter('contact_name', name);
  return joinDrafts([parameter('contact_method_data', data), named]);
}
