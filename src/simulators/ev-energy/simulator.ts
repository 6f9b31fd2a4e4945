import { createSimulatorServer, type SimulatorServer } from '../http/server.js';
import { createAnswer } from './answer.js';
import { createApi } from './api.js';
import { createCredentials, toApplications, type CredentialHolders, type EvEnergyCredentials } from './credentials.js';
import { createEvEnergyData } from './data.js';
import type { EvEnergyData } from './model.js';
import { createOAuth } from './oauth.js';
import { createQuota } from './quota.js';
import { createStore } from './store.js';
import { createTokens } from './tokens.js';

/** How a simulator behaves. */
export interface EvEnergySimulatorOptions {
  /** 200 made-up tickets by default. A PATCH changes these very tickets. */
  readonly data?: EvEnergyData;
  /** Requests per application in any one hour; 1000 by default. */
  readonly quota?: number;
  /** Time to let pass before each answer; 0 by default. */
  readonly delayMs?: number;
  /** 36000 (ten hours) by default. */
  readonly tokenLifetimeSeconds?: number;
  /** The time in milliseconds since 1970, for the quota and for tokens; the system's by default. */
  readonly clock?: () => number;
  /** Answer tickets in the older shape: one row per message, its content inline. */
  readonly legacyShape?: boolean;
  /** Whom the user's and the organisation's credentials stand for. */
  readonly holders?: CredentialHolders;
  /** Where callers reach the simulator, if not at the address it listens on. No slash at the end. */
  readonly publicUrl?: string;
}

/** A stand-in for the support-ticket part of the ev.energy v2 API, over HTTP. */
export interface EvEnergySimulator extends SimulatorServer {
  readonly data: EvEnergyData;
  readonly credentials: EvEnergyCredentials;
  /** The URL of the API, with `/v2`. @throws Error when the simulator is not listening; so does the next */
  readonly baseUrl: string;
  readonly tokenUrl: string;
}

/**
 * Creates a simulator, which then has to be told to listen.
 * @throws RangeError when the credentials' holders are not in the data
 */
export function createEvEnergySimulator(options: EvEnergySimulatorOptions = {}): EvEnergySimulator {
  const data = options.data ?? createEvEnergyData({ tickets: 200, seed: 1 });
  const credentials = createCredentials(data, options.holders ?? {});
  const { delayMs, publicUrl } = options;
  const answer = createAnswer(createAnswering(data, credentials, options));
  const server = createSimulatorServer({ name: 'ev.energy', answer, delayMs, publicUrl });
  const { requests, listen, close, fail, heal } = server;
  return {
    data,
    credentials,
    requests,
    listen,
    close,
    fail,
    heal,
    get url() {
      return server.url;
    },
    get baseUrl() {
      return `${server.url}/v2`;
    },
    get tokenUrl() {
      return `${server.url}/o/token/`;
    },
  };
}

function createAnswering(data: EvEnergyData, credentials: EvEnergyCredentials, options: EvEnergySimulatorOptions) {
  const clock = options.clock ?? Date.now;
  const tokens = createTokens(options.tokenLifetimeSeconds ?? 36_000, clock);
  const quota = createQuota(options.quota ?? 1000, clock);
  const store = createStore(data, options.legacyShape ?? false);
  return {
    api: createApi({ store, tokens, quota }),
    oauth: createOAuth(toApplications(credentials), tokens),
  };
}
