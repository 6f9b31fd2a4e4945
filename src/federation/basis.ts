import type { Holds, ReadBasis } from '../provider/provider.js';

/** What an answer rests on, and so whether it may be given to others who ask the same. */
export interface Basis extends ReadBasis {
  /** The answer tells of this request, or rests on something whose end nobody would tell. */
  keepToCaller(): void;
  /** Tells whether an answer made of all this still holds; null where it is for nobody but its caller. */
  toHolds(): Holds | null;
  /** Reads so far. */
  reads(): number;
}

export interface BasisOptions {
  /** Counts what is changed here: while it stays the same, so does everything that is not read outside. */
  readonly changes: () => number;
  /** Whether the time was up, or the caller had gone: not everything may have been told. */
  readonly isCutOff: () => boolean;
}

export function createBasis({ changes, isCutOff }: BasisOptions): Basis {
  const changesBefore = changes();
  const reads: Holds[] = [];
  let begun = 0;
  let isForCaller = false;
  return {
    begin() {
      begun += 1;
    },
    restOn: (holds) => void reads.push(holds),
    keepToCaller() {
      isForCaller = true;
    },
    toHolds() {
      // A read that failed, or whose end nobody waited for, has nothing that would hold.
      if (isForCaller || begun !== reads.length || isCutOff()) return null;
      return () => changes() === changesBefore && reads.every((holds) => holds());
    },
    reads: () => reads.length,
  };
}
