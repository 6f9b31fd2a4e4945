import { z } from 'zod';
import type { FieldIssue, Invalid } from '../../provider/writes.js';

/** 422 names columns; a refused query, and whatever else, has a list of texts (section 1 of the fact sheet). */
const refusal = z.object({ errors: z.record(z.string(), z.unknown()) });

const COLUMNS: ReadonlyMap<string, FieldIssue> = new Map(
  Object.entries({
    subject: { path: ['subject'], message: 'is refused by the backend' },
    tag: { path: ['tags'], message: 'are refused by the backend' },
    status: { path: ['status'], message: 'is refused by the backend' },
    priority: { path: ['priority'], message: 'is refused by the backend' },
    department: { path: ['sirportly', 'department'], message: 'is refused by the backend' },
    team: {
      path: ['sirportly', 'team'],
      message: "is refused by the backend; it must be on the department's escalation path",
    },
    user: { path: ['sirportly', 'user'], message: 'is refused by the backend; it must be in the team' },
    sla: { path: ['sirportly', 'sla'], message: 'is refused by the backend' },
    reply_due_at: { path: ['sirportly', 'replyDueAt'], message: 'is refused by the backend' },
    resolution_due_at: { path: ['sirportly', 'resolutionDueAt'], message: 'is refused by the backend' },
    updated_at: { path: ['sirportly', 'updatedAt'], message: 'is refused by the backend' },
    contact_method: {
      path: ['sirportly', 'contactMethod'],
      message: 'is refused by the backend; it must be of the same type as the present one',
    },
    contact_method_data: { path: ['sirportly', 'contactMethodData'], message: 'is refused by the backend' },
    contact_name: { path: ['sirportly', 'contactName'], message: 'is refused by the backend' },
    additional_contact_methods: {
      path: ['sirportly', 'additionalContactMethods'],
      message: 'are refused by the backend',
    },
    custom: { path: ['customFields'], message: 'are refused by the backend' },
  }),
);

const WHOLE: FieldIssue = {
  path: [],
  message: 'is refused by the backend as a whole: a part does not go with another',
};

/**
 * What a 422 means, in our words: its texts may quote anything.
 * @param toGiven the issue by the field that the caller used, where a column can be given by several or by none
 */
export function toInvalid(body: unknown, toGiven: (issue: FieldIssue, column: string) => FieldIssue): Invalid {
  const names = Object.keys(refusal.safeParse(body).data?.errors ?? {}).map(toStem);
  const issues = new Map<string, FieldIssue>();
  for (const name of names.length > 0 ? names : ['']) {
    const given = toGiven(COLUMNS.get(name) ?? WHOLE, name);
    issues.set(given.path.join('.'), given);
  }
  return { outcome: 'INVALID', issues: [...issues.values()] };
}

/** `status_id`, `tag_list` and `custom.vehicle` by their stems. */
function toStem(name: string): string {
  const [stem = ''] = name.split(/[.[]/);
  return stem.replace(/_(?:id|list|field|fields)$/, '');
}
