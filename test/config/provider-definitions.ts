import { z } from 'zod';
import type { ProviderDefinition } from '../../src/provider/backend.js';

function neverCreated(): never {
  throw new Error('A configuration creates nothing.');
}

/** A provider with a secret, a nested list and a schema that forgot to be strict. */
export const tidewater: ProviderDefinition = {
  kind: 'MOOV',
  name: 'tidewater',
  options: z.object({
    baseUrl: z.url(),
    token: z
      .string()
      .refine((value) => value.startsWith('tok_'), { error: ({ input }) => `cannot be ${String(input)}` }),
    mode: z.enum(['sandbox', 'live']).default('live'),
    pageSize: z.int().min(1).max(50).optional(),
    accounts: z
      .array(
        z.object({
          id: z.uuid(),
          owner: z.union([z.object({ user: z.string() }), z.object({ organization: z.string() })]),
        }),
      )
      .default([]),
  }),
  create: neverCreated,
};

/** A provider that needs nothing. */
export const bench: ProviderDefinition = {
  kind: 'LOCAL',
  name: 'bench',
  options: z.strictObject({ organization: z.string().nullable().default(null) }),
  create: neverCreated,
};

export const definitions: readonly ProviderDefinition[] = [tidewater, bench];
