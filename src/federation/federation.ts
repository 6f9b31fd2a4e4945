import type { Viewer } from '../auth/viewer.js';
import type { Backend } from '../provider/backend.js';
import type { Directory } from '../provider/directory.js';
import type { ProviderError } from '../provider/provider-error.js';
import type { Call } from '../provider/provider.js';
import type { WriteLog } from '../provider/write-log.js';
import type { Asking } from './asking.js';
import { createBasis } from './basis.js';
import { createBoundedDirectory } from './bounded-directory.js';
import { createRequestBudget } from './budget/request-budget.js';
import { createCursorCodec, type CursorCodec } from './cursor.js';
import { createDeadlines, type Deadline, type Waiting } from './deadline.js';
import { createSession, type Session } from './session.js';
import { createKeptAggregates } from './kept-aggregates.js';
import { watchDirectory, watchWriteLog, type TellFailure } from './watched-store.js';

export interface FederationOptions {
  /** In the order that reports and categories come in. */
  readonly backends: readonly Backend[];
  readonly directory: Directory;
  readonly writeLog: WriteLog;
  /** 32 bytes that seal cursors, the same in every process over the same store. */
  readonly cursorSecret: Buffer;
  /** Time for one request, in milliseconds; what a backend has not answered by then is reported. */
  readonly deadlineMs: number;
  /** Upstream pages that one scan of one backend may read, 2 or more: a scan that goes on may begin with the page that it ended on. */
  readonly pagesPerScan: number;
  /** Conversations that one scan of one backend may read, 1 or more. */
  readonly conversationsPerScan: number;
  /** How long a backend's statistics serve whoever asks the same again, in milliseconds; 0 keeps none. */
  readonly statisticsKeptMs: number;
  /** Counts the changes of what is not read from backends' upstreams: the directory, and what the gateway stores itself. */
  readonly changes: () => number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Hears of every failure of the directory and of the log of writes, once. Absent: nobody does. */
  readonly onStoreFailure?: (failure: StoreFailure) => void;
}

/** A call of the directory, but for those that backends make, or of the log of writes, that failed. */
export interface StoreFailure {
  /** Null where it is not known: the directory is watched for all requests at once. */
  readonly requestId: string | null;
  /** As in `writeLog.begin`. */
  readonly operation: string;
  readonly error: ProviderError;
}

/** Many backends, asked as one. */
export interface Federation {
  readonly backends: readonly Backend[];
  readonly cursors: CursorCodec;
  /** Ends the time of every request under way: each is answered at once with what there is. */
  expire(): void;
  /**
   * Opens what one request may ask.
   * @param caller aborted when the caller has gone
   */
  openSession(viewer: Viewer, caller: Waiting, options?: SessionOptions): Session;
}

export interface SessionOptions {
  /** What failures of the store are told with. Absent: nothing. */
  readonly requestId?: string;
  /** Hears of every call of a backend. Absent: nobody does. */
  readonly onCall?: Call['onCall'];
  /** When the request came, by `performance.now()`. Default: now. */
  readonly cameAt?: number;
  /** What the request looks at of tickets, wherever it meets them. Absent: everything. */
  readonly ticketFields?: Asking['ticketFields'];
}

/** Listens to nobody, so that no request leaves a listener behind. */
const NEVER = { aborted: false, addEventListener: () => {} };

export function createFederation(options: FederationOptions): Federation {
  const { backends, cursorSecret, deadlineMs } = options;
  const keptAggregates = createKeptAggregates(options.statisticsKeptMs, options.clock);
  let writes = 0;
  const changes = () => options.changes() + writes;
  const onWritten = (backend: string) => {
    writes += 1;
    keptAggregates.forget(backend);
  };
  const deadlines = createDeadlines();
  const toTell =
    (requestId: string | null): TellFailure =>
    (operation, error) =>
      options.onStoreFailure?.({ requestId, operation, error });
  const directory = watchDirectory(options.directory, toTell(null));
  return {
    expire: deadlines.expire,
    backends,
    cursors: createCursorCodec(cursorSecret),
    openSession(viewer, caller, { requestId = null, onCall, cameAt = performance.now(), ticketFields } = {}) {
      const timeLeftMs = () => Math.max(0, deadlineMs - (performance.now() - cameAt));
      // Opened when it is first looked at: many a request asks no backend.
      let deadline: Deadline | null = null;
      let isOver = false;
      const openDeadline = () => {
        const opened = deadlines.open(caller, timeLeftMs());
        if (isOver) opened.close();
        return opened;
      };
      // Not a getter of what is made below: objects that have one of their own are slow to look into.
      const openSignal = () => {
        deadline ??= openDeadline();
        return deadline.signal;
      };
      const close = () => {
        isOver = true;
        deadline?.close();
      };
      const asking: Asking = {
        backends,
        viewer,
        directory: createBoundedDirectory(directory, openSignal),
        openSignal,
        openWriteSignal: () => deadlines.open(NEVER, timeLeftMs()).signal,
        deadlineMs,
        timeLeftMs,
        // Made when it is looked for: most requests write nothing.
        openWriteLog: () => watchWriteLog(options.writeLog, toTell(requestId)),
        keptAggregates,
        basis: createBasis({ changes, isCutOff: () => caller.aborted || timeLeftMs() <= 0 }),
        onWritten,
        pagesPerScan: options.pagesPerScan,
        conversationsPerScan: options.conversationsPerScan,
        budget: createRequestBudget(backends),
        clock: options.clock,
        onCall,
        ticketFields,
      };
      return createSession(asking, close);
    },
  };
}
