import type { Reply } from './reply.js';
import type { ReceivedRequest } from './request-log.js';

/** An answer to give instead of the right one. A body that is no string is sent as JSON. */
export interface FaultReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Do what was asked, and answer what is made of the right answer. */
export interface Alteration {
  readonly alter: (reply: Reply) => AlteredReply;
}

/** An answer whose body need not be text. */
export type AlteredReply = Omit<Reply, 'body'> & { readonly body: string | Uint8Array | undefined };

/**
 * How to misbehave: answer something else, never answer (`hang`), close the connection (`reset`), do what was asked and
 * then close the connection (`lose-answer`), or send only the first half of the right body (`cut-json`).
 */
export type Misbehaviour = FaultReply | Alteration | 'hang' | 'reset' | 'lose-answer' | 'cut-json';

/** A way to misbehave and the requests it applies to. */
export interface Fault {
  readonly match: (request: ReceivedRequest) => boolean;
  /** How many requests; without a number, every one until it is removed. */
  readonly times?: number;
  readonly with: Misbehaviour;
}

/** The faults in force, oldest first. */
export interface Faults {
  /** Returns a function that removes the fault. */
  add(fault: Fault): () => void;
  /** Uses the first fault that matches. Null when the request is to be answered properly. */
  take(request: ReceivedRequest): Misbehaviour | null;
  clear(): void;
}

export function createFaults(): Faults {
  const remainingTimes = new Map<Fault, number>();
  return {
    add(fault) {
      const own = { ...fault };
      remainingTimes.set(own, fault.times ?? Infinity);
      return () => remainingTimes.delete(own);
    },
    take(request) {
      const found = [...remainingTimes].find(([{ match }, times]) => times > 0 && match(request));
      if (!found) return null;
      const [fault, times] = found;
      remainingTimes.set(fault, times - 1);
      return fault.with;
    },
    clear: () => remainingTimes.clear(),
  };
}

export function toFaultReply({ status, headers = {}, body }: FaultReply): Reply {
  if (typeof body === 'string') {
    return { status, headers: { 'Content-Type': 'text/html', ...headers }, body };
  }
  const contentType = status < 400 ? 'application/json' : 'application/problem+json';
  const text = body === undefined ? undefined : JSON.stringify(body);
  return { status, headers: { 'Content-Type': contentType, ...headers }, body: text };
}

/** The same answer with the second half of its body missing. */
export function cutInHalf(reply: Reply): Reply {
  return { ...reply, body: reply.body?.slice(0, Math.floor(reply.body.length / 2)) };
}
