import { RequestCache } from '@pothos/plugin-scope-auth';
import type { Viewer } from '../auth/viewer.js';
import type { CursorCodec } from '../federation/cursor.js';
import type { Session } from '../federation/session.js';

/** What every resolver is given. */
export interface Context {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly session: Session;
  readonly cursors: CursorCodec;
}

/**
 * Called when the answer is made; for what is still resolved then, nobody waits. The rules of fields are remembered in a
 * `WeakMap` by context, and what they remember knows the context: V8 would keep all that the query has read beyond young
 * garbage collections.
 */
export function closeContext(context: Context): void {
  RequestCache.clearForContext(context);
}
