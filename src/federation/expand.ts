import type { Expand } from '../provider/provider.js';

/** Tickets alone. */
export const NOTHING: Expand = { user: false, messages: false };
