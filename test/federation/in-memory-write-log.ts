import type { BegunWrite, LoggedWrite, WriteLog } from '../../src/provider/write-log.js';
import { toInstant } from '../../src/ticket/instant.js';

interface Entry {
  readonly fingerprint: string;
  readonly attemptId: string;
  state: 'UNDER_WAY' | 'OPEN' | 'FINISHED';
  progress: string | null;
  result: string;
}

/** A log over a map, without a clock: a write is under way until somebody says otherwise. */
export interface InMemoryWriteLog extends WriteLog {
  /** Keys in use, with the state of their writes. */
  states(): Readonly<Record<string, string>>;
}

export function createWriteLog(): InMemoryWriteLog {
  const entries = new Map<string, Entry>();
  let attempts = 0;
  const change = async (attemptId: string, changes: Partial<Entry>) => {
    for (const entry of entries.values()) if (entry.attemptId === attemptId) Object.assign(entry, changes);
  };
  return {
    states: () => Object.fromEntries([...entries].map(([key, { state }]) => [JSON.parse(key)[1] as string, state])),
    async begin({ scope, key, fingerprint }: LoggedWrite): Promise<BegunWrite> {
      const id = JSON.stringify([scope, key]);
      const found = entries.get(id);
      const entry: Entry = found ?? {
        fingerprint,
        attemptId: `attempt${(attempts += 1)}`,
        state: 'UNDER_WAY',
        progress: null,
        result: '',
      };
      if (entry.fingerprint !== fingerprint) return { state: 'OTHER_INPUT' };
      if (entry.state === 'FINISHED') return { state: 'FINISHED', result: entry.result };
      if (found?.state === 'UNDER_WAY') return { state: 'UNDER_WAY', retryAfterMs: 1500 };
      entries.set(id, entry);
      entry.state = 'UNDER_WAY';
      const { attemptId, progress } = entry;
      return { state: 'BEGUN', attemptId, startedAt: toInstant(0), isRepeat: found !== undefined, progress };
    },
    saveProgress: (attemptId, progress) => change(attemptId, { progress }),
    finish: (attemptId, result) => change(attemptId, { state: 'FINISHED', result }),
    suspend: (attemptId) => change(attemptId, { state: 'OPEN' }),
    async release(attemptId) {
      for (const [id, entry] of entries) if (entry.attemptId === attemptId) entries.delete(id);
    },
  };
}
