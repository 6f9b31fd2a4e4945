import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken, LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../src/auth/issue-token.js';
import { createSigningKey } from '../../src/auth/signing-key.js';
import { parseConfig } from '../../src/config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { providerDefinitions } from '../../src/providers/index.js';
import { createLog } from '../../src/log.js';
import { BACKEND } from './backend.js';
import type { BenchDatabase } from './database.js';
import type { Question } from './questions.js';

/** The longest that a gateway gives a request, in milliseconds. */
const DEADLINE_MS = 60_000;
const TOKEN_LIFE_SECONDS = 86_400;

/** A gateway with one local backend, and somebody who may see every ticket. */
export interface Asked {
  /** Asks through the front door, and gives how many tickets were counted. @throws Error for an answer that lacks anything */
  ask(question: Question): Promise<number>;
  close(): Promise<void>;
}

/** @param limits settings besides the deadline */
export async function createAsked(database: BenchDatabase, limits: Record<string, unknown>): Promise<Asked> {
  const key = await createSigningKey();
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-bench-'));
  try {
    await writeFile(join(folder, 'key.json'), JSON.stringify(key));
    const settings = {
      auth: { issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, jwkFile: 'key.json' },
      store: database.store,
      limits: { ...limits, deadlineMs: DEADLINE_MS, pointsPerMinute: 0 },
      backends: [{ key: BACKEND, provider: 'local' }],
    };
    const config = await parseConfig(settings, {}, providerDefinitions, folder);
    const scope = 'support:read access_all_areas';
    const token = await issueToken({ key, scope, expiresInSeconds: TOKEN_LIFE_SECONDS });
    const gateway = await createGateway({ config, log: createLog('silent') });
    return { ask: (question) => ask(gateway, token, question), close: () => gateway.close() };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Answer {
  readonly data?: {
    readonly stats: { readonly total: number; readonly backends: readonly { readonly outcome: string }[] };
  };
}

async function ask({ yoga }: Gateway, token: string, { selection, filter }: Question): Promise<number> {
  const query = `query ($filter: TicketFilter) { stats(filter: $filter) { total backends { outcome } ${selection} } }`;
  const response = await yoga.fetch('http://bench.test/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query, ...(filter && { variables: { filter } }) }),
  });
  const text = await response.text();
  const { data } = JSON.parse(text) as Answer;
  if (!data || 'errors' in JSON.parse(text) || data.stats.backends.some(({ outcome }) => outcome !== 'COMPLETE')) {
    throw new Error(`HTTP ${response.status}: ${text}`);
  }
  return data.stats.total;
}
