/** What the main thread asks of the database thread; each request is answered once, under its number. */
export type ThreadRequest = { readonly id: number } & ThreadTask;

export type ThreadTask =
  | {
      readonly kind: 'open';
      /** PGlite's code. */
      readonly code: WebAssembly.Module;
      /** Where PGlite keeps its files; null keeps them in memory. */
      readonly folder: string | null;
      /** A tarball to start from when the folder is empty; null runs initdb. */
      readonly template: Uint8Array<ArrayBuffer> | null;
      /** Leaves the files as they are, and takes no writes. */
      readonly readOnly: boolean;
    }
  | { readonly kind: 'query'; readonly text: string; readonly values: readonly (string | null)[] }
  /** A tarball of the whole database. */
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };

/**
 * `bytes` is the wire protocol's answer to a query (errors of SQL are in there), the tarball of a dump, or empty. After a
 * `failure` the thread is of no use.
 */
export type ThreadReply = { readonly id: number } & (
  { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly failure: string }
);
