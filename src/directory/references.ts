import type { StoredDirectory } from '../store/directory.js';
import type { DirectoryEntry } from './entry.js';
import type { FileIndex } from './file-index.js';
import { inBatches } from './in-batches.js';
import { quote, type Problem } from './problem.js';

/** The organizations and users that a file's records name. */
export interface References {
  add(entry: DirectoryEntry, line: number): void;
  /** Those that are neither in the file nor in the directory. To be called when the whole file was read. */
  findMissing(index: FileIndex, directory: StoredDirectory): AsyncGenerator<Problem>;
}

interface Named {
  readonly kind: 'organization' | 'user';
  /** The field that names them. */
  readonly field: string;
  readonly linesById: Map<string, number[]>;
}

export function createReferences(): References {
  const organizations: Named = { kind: 'organization', field: 'organizationId', linesById: new Map() };
  const users: Named = { kind: 'user', field: 'userId', linesById: new Map() };
  return {
    add({ kind, value }, line) {
      if (kind === 'user' && value.organizationId !== null) addLine(organizations, value.organizationId, line);
      if (kind === 'identity') addLine(users, value.userId, line);
    },
    async *findMissing(index, directory) {
      yield* findAmong(organizations, index, (ids) => directory.getOrganizations(ids));
      yield* findAmong(users, index, (ids) => directory.getUsers(ids));
    },
  };
}

function addLine({ linesById }: Named, id: string, line: number): void {
  const lines = linesById.get(id);
  if (lines) lines.push(line);
  else linesById.set(id, [line]);
}

async function* findAmong(
  { kind, field, linesById }: Named,
  index: FileIndex,
  getKnown: (ids: readonly string[]) => Promise<ReadonlyMap<string, unknown>>,
): AsyncGenerator<Problem> {
  const outside = [...linesById].filter(([id]) => !index.has(kind, id));
  for await (const batch of inBatches(outside)) {
    const known = await getKnown(batch.map(([id]) => id));
    for (const [id, lines] of batch) {
      if (known.has(id)) continue;
      const message = `there is no ${kind} ${quote(id)}, neither in the file nor in the directory`;
      for (const line of lines) yield { line, field, message };
    }
  }
}
