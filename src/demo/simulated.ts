import { z } from 'zod';

const credential = z.object({ clientId: z.string(), clientSecret: z.string() });

const evEnergy = z.object({
  baseUrl: z.string(),
  tokenUrl: z.string(),
  credentials: z.object({
    user: credential.extend({ userId: z.string() }),
    organization: credential.extend({ organizationId: z.string() }),
    allAreas: credential,
  }),
  users: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullable(),
      fullName: z.string(),
      joinedAt: z.string(),
      organizationId: z.string().nullable(),
    }),
  ),
  organizations: z.array(z.object({ id: z.string(), name: z.string() })),
});

const account = z.object({
  accountId: z.string(),
  userId: z.string().nullable(),
  organizationId: z.string().nullable(),
});

const moov = z.object({
  baseUrl: z.string(),
  partnerAccountId: z.string(),
  publicKey: z.string(),
  secretKey: z.string(),
  accounts: z.array(account),
});

const sirportly = z.object({
  baseUrl: z.string(),
  token: z.string(),
  secret: z.string(),
  agent: z.string(),
  companies: z.record(z.string(), z.string()),
});

/** The line that `simulate all --json` prints. */
export const simulated = z.object({ 'ev-energy': evEnergy, moov, sirportly });
export type Simulated = z.infer<typeof simulated>;
