const READS = /^\s*(?:select|with|begin|rollback)\b/i;
const WRITES = /\b(?:insert|update|delete|merge)\b/i;

/** Whether a statement changes nothing. Values are no part of the text. What only looks like a write counts as one. */
export function isRead(sql: string): boolean {
  return READS.test(sql) && !WRITES.test(sql);
}
