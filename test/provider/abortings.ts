import { CancelSignal, type Cancellation } from '../../src/provider/cancel-signal.js';

/** A signal, and what aborts it. */
export interface Aborting {
  readonly signal: Cancellation;
  abort(reason: unknown): void;
}

/** Both kinds of signals there are. */
export const KINDS = [
  { kind: 'our own', create: createOwn },
  { kind: 'the platform’s', create: createPlatforms },
];

function createOwn(): Aborting {
  const signal = new CancelSignal();
  return { signal, abort: (reason) => signal.abort(reason) };
}

function createPlatforms(): Aborting {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}
