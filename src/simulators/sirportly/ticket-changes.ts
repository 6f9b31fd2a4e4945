import type { Call } from './call.js';
import type { SirportlyTicket } from './model.js';
import { invalidRecord } from './refusal.js';

/** What a write sets. */
export type TicketChanges = Partial<
  Pick<
    SirportlyTicket,
    | 'subject'
    | 'statusId'
    | 'priorityId'
    | 'departmentId'
    | 'teamId'
    | 'userId'
    | 'slaId'
    | 'tags'
    | 'updatedAtMs'
    | 'replyDueAtMs'
    | 'resolutionDueAtMs'
    | 'additionalContactMethodIds'
  >
>;

/** A value that a column may not have. */
export interface Invalid {
  readonly column: string;
  readonly message: string;
}

/** What the text of one parameter sets. @throws Refusal 404 when it names what does not exist */
export type Setting = (text: string, call: Call) => TicketChanges | Invalid;

/**
 * Reads every parameter that has a setting and was sent. Required ones that were not sent count as blank.
 * @throws Refusal 404, or 422 with the message of every invalid column
 */
export function readChanges(
  call: Call,
  settings: Readonly<Record<string, Setting>>,
  required: readonly string[] = [],
): TicketChanges {
  const changes: TicketChanges = {};
  const invalid: Invalid[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const text = call.parameters.get(name) ?? (required.includes(name) ? '' : null);
    const outcome = text === null ? {} : setting(text.trim(), call);
    if ('column' in outcome) invalid.push(outcome);
    else Object.assign(changes, outcome);
  }
  refuseInvalid(invalid);
  return changes;
}

/** @throws Refusal 422 unless there is nothing invalid */
export function refuseInvalid(invalid: readonly Invalid[]): void {
  if (invalid.length === 0) return;
  throw invalidRecord(Object.fromEntries(invalid.map(({ column, message }) => [column, [message]])));
}
