import type { Instant } from '../ticket/instant.js';
import { toOutcome, type AttemptOutcome } from './http/observer.js';
import { ProviderError } from './provider-error.js';
import type { Call, Provider } from './provider.js';

const OPERATIONS = [
  'listTickets',
  'getTickets',
  'listMessages',
  'aggregate',
  'getUsers',
  'listCategories',
  'updateTicket',
  'createTicket',
  'addMessage',
] as const;
export type ProviderOperation = (typeof OPERATIONS)[number];

/** A call of a provider that has begun. */
export interface ProviderCall {
  readonly operation: ProviderOperation;
  readonly call: Call;
  /** Ids that are read at once; null for what is no batch. */
  readonly batchSize: number | null;
}

/** STALE: all went well, but some of it was answered before, and serves only because the system is out of order. */
type ProviderCallOutcome = AttemptOutcome | 'STALE';

/** How a call ended. A batch with a failed slot has failed, and so has a page that lacks tickets. */
export interface ProviderCallEnd {
  readonly outcome: ProviderCallOutcome;
  /** Null when it did not fail, and when nobody wanted the answer any more. */
  readonly error: ProviderError | null;
  readonly durationMs: number;
}

/** Told of every call of a provider; what it gives back is told of its end, once. Neither may throw. */
export type WatchCall = (call: ProviderCall) => (end: ProviderCallEnd) => void;

/** The same provider, whose calls somebody watches: a report tells the caller, this tells who runs the gateway. */
export function watchProvider(provider: Provider, watch: WatchCall): Provider {
  const operations = OPERATIONS.filter((operation) => provider[operation] !== undefined);
  const watchedOnes = operations.map((operation) => [operation, watchOperation(provider, operation, watch)] as const);
  // No Proxy: what a provider can do is looked at time and again, and each look would be a call.
  return Object.assign({ ...provider }, Object.fromEntries(watchedOnes));
}

function watchOperation(provider: Provider, operation: ProviderOperation, watch: WatchCall) {
  const run: unknown = provider[operation];
  return (...args: unknown[]): Promise<unknown> => {
    const begun = toCall(operation, args);
    const heard = hear(begun.call);
    const heardArgs = [...args.slice(0, -1), heard.call];
    return watched(() => Reflect.apply(run as () => Promise<unknown>, provider, heardArgs), heard, watch(begun));
  };
}

interface HeardCall {
  readonly call: Call;
  /** Whether it was told that something is stale. */
  readonly isStale: () => boolean;
}

/** The same call, listened to. Most are not told of anything stale, and stay as they are. */
function hear(call: Call): HeardCall {
  const { onStale } = call;
  if (!onStale) return { call, isStale: () => false };
  let isStale = false;
  const onStaleHeard = (asOf: Instant) => {
    isStale = true;
    onStale(asOf);
  };
  return { call: { ...call, onStale: onStaleHeard }, isStale: () => isStale };
}

function toCall(operation: ProviderOperation, args: readonly unknown[]): ProviderCall {
  const [first] = args;
  return { operation, call: args.at(-1) as Call, batchSize: Array.isArray(first) ? first.length : null };
}

async function watched(
  run: () => Promise<unknown>,
  { call, isStale }: HeardCall,
  end: ReturnType<WatchCall>,
): Promise<unknown> {
  const startedAt = performance.now();
  const tell = (outcome: ProviderCallOutcome, error: ProviderError | null) =>
    end({ outcome, error, durationMs: performance.now() - startedAt });
  try {
    const answer = await run();
    const failure = failureIn(answer);
    tell(failure?.code ?? (isStale() ? 'STALE' : 'OK'), failure);
    return answer;
  } catch (error) {
    tell(toOutcome(error, call.signal), error instanceof ProviderError ? error : null);
    throw error;
  }
}

/** One bad slot is told once for the whole batch. */
function failureIn(answer: unknown): ProviderError | null {
  const { leftOut } = Object(answer) as { readonly leftOut?: unknown };
  const slots: readonly unknown[] = Array.isArray(answer) ? answer : [leftOut];
  const failure = slots.find((slot) => slot instanceof ProviderError);
  return failure instanceof ProviderError ? failure : null;
}
