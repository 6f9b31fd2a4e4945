import type { Session } from '../federation/session.js';

/** A value that holds for this request alone, so that nobody else is given the answer it is part of. */
export function ofThisMoment<Value>({ basis }: Pick<Session, 'basis'>, value: Value): Value {
  basis.keepToCaller();
  return value;
}
