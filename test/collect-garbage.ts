import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Looks through the whole heap, or only through what is young. */
export const collectGarbage = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void;
