/**
 * IN_USE: another process has the data directory. UNUSABLE: the data directory cannot be opened. CLOSED: the store was
 * closed. CRASHED: the database thread ended or hangs. DISK: the disk is full or fails. CONSTRAINT: the rows contradict
 * what is stored. QUERY: any other refusal by the database.
 */
export type StoreErrorCode = 'IN_USE' | 'UNUSABLE' | 'CLOSED' | 'CRASHED' | 'DISK' | 'CONSTRAINT' | 'QUERY';

/** A failure of the store. The message is a sentence for whoever runs the gateway, not for its callers. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
