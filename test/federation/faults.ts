import type { LoggedCall, Script } from './script.js';

/** Fails the nth call of a method, counted from 1. */
export function failAt(method: LoggedCall['method'], nth: number, error: Error): Script['before'] {
  return async (call, count) => {
    if (call.method === method && count === nth) throw error;
  };
}

/** Never answers from the nth call of a method on, whatever its signal says. */
export function hangFrom(method: LoggedCall['method'], nth: number): Script['before'] {
  return async (call, count) => {
    if (call.method === method && count >= nth) await new Promise<never>(() => {});
  };
}

/** Fails every call. */
export function failAlways(error: Error): Script['before'] {
  return async () => {
    throw error;
  };
}
