import { z } from 'zod';

/** A local backend has nothing to configure: its tickets are in the gateway's own store. */
export const localOptions = z.strictObject({});

export type LocalOptions = z.output<typeof localOptions>;
