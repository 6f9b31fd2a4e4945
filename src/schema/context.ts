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
