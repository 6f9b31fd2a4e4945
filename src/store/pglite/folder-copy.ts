import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryFS, type PGlite } from '@electric-sql/pglite';

type Files = PGlite['Module']['FS'];

/** Where PGlite looks for its database. */
const PGDATA = '/pglite/data';

/** A folder's files in memory: PGlite may write them, and the folder stays as it is. Each is read when it is first needed. */
export class FolderCopy extends MemoryFS {
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  override async initialSyncFs(): Promise<void> {
    if (this.pg) copyFolder(this.pg.Module.FS, this.#folder, PGDATA);
  }
}

function copyFolder(files: Files, from: string, to: string): void {
  files.mkdirTree(to, 0o700);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [path, copy] = [join(from, entry.name), `${to}/${entry.name}`];
    if (entry.isDirectory()) copyFolder(files, path, copy);
    else if (entry.isFile()) copyFile(files, path, copy);
  }
}

/** Two properties of Emscripten's nodes hold a file; the bytes are put there once somebody asks for them. */
function copyFile(files: Files, from: string, to: string): void {
  files.writeFile(to, new Uint8Array(), { mode: 0o600 });
  let bytes: Uint8Array | null = null;
  Object.defineProperties(files.lookupPath(to, {}).node, {
    contents: {
      get: () => (bytes ??= new Uint8Array(readFileSync(from))),
      set(changed: Uint8Array) {
        bytes = changed;
      },
    },
    usedBytes: { value: statSync(from).size, writable: true },
  });
}
