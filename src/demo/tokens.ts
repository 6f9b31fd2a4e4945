import { issueToken } from '../auth/issue-token.js';
import type { SigningKey } from '../auth/signing-key.js';

/** A token to try, and whom it stands for. */
export interface DemoToken {
  readonly token: string;
  readonly userId: string | null;
  readonly organizationId: string | null;
  readonly scope: string;
}

export type DemoTokens = Readonly<Record<'user' | 'organization' | 'all', DemoToken>>;

const LIFETIME_SECONDS = 12 * 3600;
const SCOPE = 'support:read support:write user:read';

/** One token for each kind of visibility. */
export async function createDemoTokens(key: SigningKey, userId: string, organizationId: string): Promise<DemoTokens> {
  const create = async (who: Omit<DemoToken, 'token'>): Promise<DemoToken> => ({
    ...who,
    token: await issueToken({
      key,
      subject: who.userId ?? undefined,
      organization: who.organizationId ?? undefined,
      scope: who.scope,
      expiresInSeconds: LIFETIME_SECONDS,
    }),
  });
  return {
    user: await create({ userId, organizationId: null, scope: SCOPE }),
    organization: await create({ userId: null, organizationId, scope: SCOPE }),
    all: await create({ userId: null, organizationId: null, scope: `${SCOPE} support:internal access_all_areas` }),
  };
}
