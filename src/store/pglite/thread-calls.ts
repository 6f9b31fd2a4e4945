import type { Worker } from 'node:worker_threads';
import { StoreError } from '../store-error.js';
import type { ThreadReply, ThreadRequest, ThreadTask } from './thread-messages.js';

interface Waiting {
  readonly id: number;
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: StoreError) => void;
  readonly timer: NodeJS.Timeout;
}

/** Requests to a thread and their answers. After one failure every call fails, those under way included. */
export interface ThreadCalls {
  /**
   * @param withinMs after which a silent thread is ended
   * @throws StoreError CRASHED
   */
  ask(task: ThreadTask, withinMs: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the thread, and waits until it is gone. */
  end(): Promise<void>;
  hasFailed(): boolean;
}

export function createThreadCalls(worker: Worker): ThreadCalls {
  /** One or two: a connection asks one thing at a time. */
  let waiting: readonly Waiting[] = [];
  let failure: StoreError | null = null;
  let asked = 0;

  async function end(): Promise<void> {
    await worker.terminate();
  }

  function fail(cause: unknown): void {
    failure ??= new StoreError('CRASHED', 'The database thread has ended.', { cause });
    for (const { reject, timer } of waiting) {
      clearTimeout(timer);
      reject(failure);
    }
    waiting = [];
    void end();
  }

  function settle(reply: ThreadReply): void {
    // A thread may go on after it has told of its failure; nobody waits for more than its end, which it is held for.
    if (failure) return;
    const call = waiting.find(({ id }) => id === reply.id);
    if ('failure' in reply) return fail(new Error(reply.failure));
    waiting = waiting.filter(({ id }) => id !== reply.id);
    clearTimeout(call?.timer);
    call?.resolve(reply.bytes);
    // An idle store does not keep the process alive.
    if (waiting.length === 0) worker.unref();
  }

  worker.on('message', settle);
  worker.on('error', fail);
  worker.on('exit', (exitCode) => fail(new Error(`Exit code ${exitCode}.`)));

  return {
    ask(task: ThreadTask, withinMs: number): Promise<Uint8Array<ArrayBuffer>> {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        asked += 1;
        const timer = setTimeout(() => fail(new Error(`No answer in ${withinMs} ms.`)), withinMs);
        waiting = [...waiting, { id: asked, resolve, reject, timer }];
        worker.ref();
        // A template is handed over, not copied.
        const handedOver = task.kind === 'open' && task.template ? [task.template.buffer] : [];
        worker.postMessage({ id: asked, ...task } satisfies ThreadRequest, handedOver);
      });
    },
    end,
    hasFailed: () => failure !== null,
  };
}
