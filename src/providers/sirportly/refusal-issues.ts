import { z } from 'zod';
import type { FieldIssue, Invalid } from '../../provider/writes.js';

/** 422 names columns; a refused query, and whatever else, has a list of texts (section 1 of the fact sheet). */
const refusal = z.object({ errors: z.record(z.string(), z.unknown()) });

interface Column {
  readonly path: readonly string[];
  readonly message: string;
}

const COLUMNS: ReadonlyMap<string, Column> = new Map(
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

const WHOLE: Column = { path: [], message: 'is refused by the backend as a whole: a part does not go with another' };

/**
 * What a 422 means, in our words: its texts may quote anything.
 * @param toGivenPath the path that the caller used where a column can be given by two fields
 */
export function toInvalid(
  body: unknown,
  toGivenPath: (path: readonly string[]) => readonly string[] = (path) => path,
): Invalid {
  const columns = Object.keys(refusal.safeParse(body).data?.errors ?? {}).map(toColumn);
  const issues = new Map<string, FieldIssue>();
  for (const { path, message } of columns.length > 0 ? columns : [WHOLE]) {
    const given = toGivenPath(path);
    issues.set(given.join('.'), { path: given, message });
  }
  return { outcome: 'INVALID', issues: [...issues.values()] };
}

/** `status_id`, `tag_list` and `custom.vehicle` by their stems. */
function toColumn(name: string): Column {
  const [stem = ''] = name.split(/[.[]/);
  return COLUMNS.get(stem.replace(/_(?:id|list|field|fields)$/, '')) ?? COLUMNS.get(stem) ?? WHOLE;
}
