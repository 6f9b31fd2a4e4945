import { StoreError } from '../store-error.js';
import { parseValue } from './values.js';
import { framesOf } from './wire-frames.js';

export interface WireResult {
  /** Objects by column name. */
  readonly rows: readonly Record<string, unknown>[];
  /** Rows written; 0 for a query that only reads. */
  readonly rowsWritten: number;
}

interface Column {
  readonly name: string;
  readonly type: number;
}

/** Read-only transaction, disk full, I/O error. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const OF_DISK: ReadonlySet<string> = new Set(['25006', '53100', '58030']);
const WRITING = /^(?:INSERT 0|UPDATE|DELETE|MERGE) (\d+)$/;

/**
 * Reads the backend messages that answer one statement.
 * @throws StoreError when one of them is an error
 */
export function readResult(answer: Buffer): WireResult {
  const rows: Record<string, unknown>[] = [];
  let columns: readonly Column[] = [];
  let rowsWritten = 0;
  for (const [kind, body] of framesOf(answer)) {
    if (kind === 'T') columns = readColumns(body);
    if (kind === 'D') rows.push(readRow(body, columns));
    if (kind === 'C') rowsWritten = Number(WRITING.exec(readText(body, 0))?.[1] ?? 0);
    if (kind === 'E') throw toError(body);
  }
  return { rows, rowsWritten };
}

function readColumns(body: Buffer): Column[] {
  const columns: Column[] = [];
  for (let start = 2; start < body.length;) {
    const name = readText(body, start);
    const fields = start + Buffer.byteLength(name) + 1;
    // Table, column number, type, its size, its modifier, format: 4 + 2 + 4 + 2 + 4 + 2 bytes.
    columns.push({ name, type: body.readInt32BE(fields + 6) });
    start = fields + 18;
  }
  return columns;
}

function readRow(body: Buffer, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  let start = 2;
  for (const { name, type } of columns) {
    const length = body.readInt32BE(start);
    start += 4;
    row[name] = length < 0 ? null : parseValue(type, body.toString('utf8', start, start + length));
    start += Math.max(length, 0);
  }
  return row;
}

/** The text from a place to the next zero byte. */
function readText(body: Buffer, start: number): string {
  return body.toString('utf8', start, body.indexOf(0, start));
}

function toError(body: Buffer): StoreError {
  const fields = new Map<string, string>();
  for (let start = 0; body[start] !== 0; start = body.indexOf(0, start) + 1) {
    fields.set(String.fromCharCode(body.readUInt8(start)), readText(body, start + 1));
  }
  const sqlState = fields.get('C') ?? '';
  const constraint = fields.get('n');
  if (OF_DISK.has(sqlState)) return new StoreError('DISK', `The store's disk is full or fails: ${fields.get('M')}.`);
  if (!sqlState.startsWith('23'))
    return new StoreError('QUERY', `The database refused: ${fields.get('M')} (${sqlState}).`);
  return new StoreError('CONSTRAINT', `The rows break the rule ${constraint}: ${fields.get('D') ?? fields.get('M')}`);
}
