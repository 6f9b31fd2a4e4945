/** The part of a `.cpuprofile` that is read here. @see https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** Microseconds, as all times of a profile. */
  readonly startTime: number;
  readonly endTime: number;
  /** Ids of nodes: what ran when it was looked. */
  readonly samples?: readonly number[] | undefined;
  /** Before each sample, from the one before it; the first from `startTime`. */
  readonly timeDeltas?: readonly number[] | undefined;
}

export interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
}

export interface CallFrame {
  /** Empty for a function without a name; in brackets what is none, such as `(idle)`. */
  readonly functionName: string;
  /** Empty for what has no file. */
  readonly url: string;
  /** From 0 on; -1 for what has no source. */
  readonly lineNumber: number;
}
