import type { StoredDirectory } from '../store/directory.js';
import type { DirectoryEntry } from './entry.js';
import type { FileIndex } from './file-index.js';
import { inBatches } from './in-batches.js';
import { quote, type Problem } from './problem.js';

/** The e-mail addresses that a file's users have verified. What two users have tells nobody apart, and is no error. */
export interface VerifiedAddresses {
  /** A warning when another user of the file has the address as well; else null. */
  add(entry: DirectoryEntry, line: number): Problem | null;
  /** Warnings for addresses of users that are in the directory and not in the file. */
  findShared(index: FileIndex, directory: StoredDirectory): AsyncGenerator<Problem>;
}

interface Holder {
  readonly userId: string;
  readonly line: number;
}

export function createVerifiedAddresses(): VerifiedAddresses {
  const holders = new Map<string, Holder>();
  return {
    add({ kind, value }, line) {
      if (kind !== 'user' || !value.emailVerified || value.email === null) return null;
      const address = value.email.toLowerCase();
      const holder = holders.get(address);
      if (!holder) holders.set(address, { userId: value.id, line });
      if (!holder || holder.userId === value.id) return null;
      return toWarning(line, address, `${quote(holder.userId)} on line ${holder.line}`);
    },
    async *findShared(index, directory) {
      for await (const batch of inBatches(holders)) {
        const users = await directory.findUsersByVerifiedEmail(batch.map(([address]) => address));
        for (const [address, { line }] of batch) {
          const userId = users.get(address);
          if (userId === undefined || index.has('user', userId)) continue;
          yield toWarning(line, address, `${quote(userId)} in the directory`);
        }
      }
    },
  };
}

function toWarning(line: number, address: string, holder: string): Problem {
  const message = `${quote(address)} is also the verified address of user ${holder}; it will tell nobody apart`;
  return { line, field: 'email', message };
}
