import type { Mutation } from './mutation.js';
import { PROVIDERS } from './providers.js';
import { READS } from './reads.js';
import { RULES } from './rules.js';
import { SCHEMA_RULES } from './schema-rules.js';
import { SHARING } from './sharing.js';
import { WRITES } from './writes.js';

/** Every rule of who sees what, taken out or weakened, one at a time. */
export const MUTATIONS: readonly Mutation[] = [
  ...RULES,
  ...READS,
  ...WRITES,
  ...SCHEMA_RULES,
  ...PROVIDERS,
  ...SHARING,
];
