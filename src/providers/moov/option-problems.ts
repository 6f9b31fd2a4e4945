import { ProviderError } from '../../provider/provider-error.js';
import type { Call } from '../../provider/provider.js';
import type { Account } from './accounts.js';
import type { MoovClient } from './client.js';

/** Accounts that are looked at, a request each. */
const MOST_ACCOUNTS = 50;

/** The accounts of the options that cannot be read, a sentence each. @throws ProviderError */
export async function findOptionProblems(
  accounts: readonly Account[],
  client: Pick<MoovClient, 'listTickets'>,
  call: Call,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, { id }] of accounts.slice(0, MOST_ACCOUNTS).entries()) {
    const problem = await findProblem(id, client, call);
    if (problem !== null) problems.push(`accounts[${index}]: ${problem}`);
  }
  return problems;
}

async function findProblem(id: string, client: Pick<MoovClient, 'listTickets'>, call: Call): Promise<string | null> {
  try {
    await client.listTickets(id, [['count', '1']], call);
    return null;
  } catch (error) {
    const isOfAccount = error instanceof ProviderError && (error.code === 'BAD_RESPONSE' || error.code === 'FORBIDDEN');
    if (!isOfAccount) throw error;
    return error.message;
  }
}
