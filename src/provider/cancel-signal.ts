const NONE: readonly (() => void)[] = [];

/** Says when nobody wants the outcome of some work any more. */
export type Cancellation = AbortSignal | CancelSignal;

/** An `AbortSignal` for what nothing outside sees: it costs next to nothing where that costs as much as all the guards of a call. */
export class CancelSignal {
  aborted = false;
  reason: unknown = undefined;
  /** Nearly always one. */
  #callBacks: readonly (() => void)[] = NONE;

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const callBack of this.#callBacks) callBack();
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** Calls back once when it is aborted. @returns what takes that back */
  onAbort(callBack: () => void): () => void {
    this.#callBacks = [...this.#callBacks, callBack];
    return () => {
      this.#callBacks = this.#callBacks.filter((other) => other !== callBack);
    };
  }

  toAbortSignal(): AbortSignal {
    const controller = new AbortController();
    if (this.aborted) controller.abort(this.reason);
    else this.onAbort(() => controller.abort(this.reason));
    return controller.signal;
  }
}
