import { parseInstant } from '../ticket/instant.js';
import { ALL_FIELDS, ENTRY_KINDS, FIELDS, isEntryKind, type DirectoryEntry, type EntryKind } from './entry.js';
import { createFieldReader, isAbsent, type FieldReader } from './field-reader.js';
import { checkEmail, checkId, checkInstant, checkText } from './field-rules.js';
import { quote, toChoice, type Problem } from './problem.js';
import type { RawRecord } from './raw-record.js';

export type ParsedRecord =
  | { readonly line: number; readonly entry: DirectoryEntry }
  | {
      readonly problems: readonly Problem[];
      /** The entry that was meant, if so much can be told: records that refer to it are right. */
      readonly meant: { readonly kind: EntryKind; readonly id: string } | null;
    };

/** @param backends the keys that identities may name */
export function parseRecord(record: RawRecord, backends: readonly string[]): ParsedRecord {
  if ('problems' in record) return { ...record, meant: null };
  const { line, fields } = record;
  const problems: Problem[] = [];
  const report = (field: string, message: string) => problems.push({ line, field, message });
  const kind = fields.get('kind');
  if (!isEntryKind(kind)) {
    report('kind', isAbsent(kind) ? `is missing; ${toChoice('', ENTRY_KINDS)}` : toKindProblem(String(kind)));
    return { problems, meant: null };
  }
  refuseForeignFields(kind, fields, report);
  const entry = PARSERS[kind](createFieldReader(fields, report), backends);
  if (problems.length === 0) return { line, entry };
  return { problems, meant: entry.kind === 'identity' ? null : { kind, id: entry.value.id } };
}

function toKindProblem(kind: string): string {
  return `${quote(kind)} is no kind; ${toChoice(kind, ENTRY_KINDS)}`;
}

/** A CSV file has the columns of all kinds: those of other kinds must be empty. */
function refuseForeignFields(
  kind: EntryKind,
  fields: ReadonlyMap<string, unknown>,
  report: (field: string, message: string) => void,
): void {
  const own: readonly string[] = FIELDS[kind];
  for (const [name, value] of fields) {
    if (name === 'kind' || own.includes(name) || (ALL_FIELDS.includes(name) && isAbsent(value))) continue;
    report(name, `is no field of a record of kind ${kind}; ${toChoice(name, own)}`);
  }
}

type EntryParser = (read: FieldReader, backends: readonly string[]) => DirectoryEntry;

const PARSERS: Readonly<Record<EntryKind, EntryParser>> = {
  organization: (read) => ({
    kind: 'organization',
    value: { id: read.required('id', checkId), name: read.required('name', checkText) },
  }),
  user: (read) => ({ kind: 'user', value: parseUser(read) }),
  identity: (read, backends) => ({
    kind: 'identity',
    value: {
      backend: read.required('backend', (text) => checkBackend(text, backends)),
      identity: read.required('identity', checkId),
      userId: read.required('userId', checkId),
    },
  }),
};

function parseUser(read: FieldReader) {
  const joinedAt = read.optional('joinedAt', checkInstant);
  return {
    id: read.required('id', checkId),
    email: read.optional('email', checkEmail),
    emailVerified: read.flag('emailVerified'),
    fullName: read.optional('fullName', checkText),
    organizationId: read.optional('organizationId', checkId),
    joinedAt: joinedAt === null ? null : parseInstant(joinedAt),
  };
}

function checkBackend(text: string, backends: readonly string[]): string | null {
  return backends.includes(text) ? null : `${quote(text)} is no configured backend; ${toChoice(text, backends)}`;
}
