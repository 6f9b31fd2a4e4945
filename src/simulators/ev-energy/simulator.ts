import { createApi } from './api.js';
import { createCredentials, toApplications, type CredentialHolders, type EvEnergyCredentials } from './credentials.js';
import { createEvEnergyData } from './data.js';
import { createDispatcher } from './dispatcher.js';
import { createFaults, type Fault } from './faults.js';
import { listenOn, type Listener } from './listener.js';
import type { EvEnergyData } from './model.js';
import { createOAuth } from './oauth.js';
import { createQuota } from './quota.js';
import { createRequestLog, type RequestLog } from './request-log.js';
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

/** Where a simulator listens. */
export interface EvEnergyAddress {
  readonly url: string;
  readonly port: number;
}

/** A stand-in for the support-ticket part of the ev.energy v2 API, over HTTP. */
export interface EvEnergySimulator {
  readonly data: EvEnergyData;
  readonly credentials: EvEnergyCredentials;
  readonly requests: RequestLog;
  /** Origin, without a slash. @throws Error when the simulator is not listening; so do the next two */
  readonly url: string;
  /** The URL of the API, with `/v2`. */
  readonly baseUrl: string;
  readonly tokenUrl: string;
  /** Port 0 takes a free one; the host is `127.0.0.1` by default. @throws Error when it already listens */
  listen(port: number, host?: string): Promise<EvEnergyAddress>;
  /** Stops listening and ends every connection, also those with an unanswered request. */
  close(): Promise<void>;
  /** Misbehaves on matching requests. Returns a function that ends it. */
  fail(fault: Fault): () => void;
  /** Ends all misbehaviour. */
  heal(): void;
}

/**
 * Creates a simulator, which then has to be told to listen.
 * @throws RangeError when the credentials' holders are not in the data
 */
export function createEvEnergySimulator(options: EvEnergySimulatorOptions = {}): EvEnergySimulator {
  const data = options.data ?? createEvEnergyData({ tickets: 200, seed: 1 });
  const credentials = createCredentials(data, options.holders ?? {});
  const requests = createRequestLog();
  const faults = createFaults();
  const answering = createAnswering(data, credentials, options);
  let running: { listener: Listener; url: string; closing: AbortController } | null = null;

  function currentUrl(): string {
    if (!running) throw new Error('The ev.energy simulator is not listening.');
    return running.url;
  }

  return {
    data,
    credentials,
    requests,
    get url() {
      return currentUrl();
    },
    get baseUrl() {
      return `${currentUrl()}/v2`;
    },
    get tokenUrl() {
      return `${currentUrl()}/o/token/`;
    },
    async listen(port, host = '127.0.0.1') {
      if (running) throw new Error(`The ev.energy simulator already listens on ${running.url}.`);
      const closing = new AbortController();
      const dispatcher = createDispatcher({
        ...answering,
        faults,
        requests,
        delayMs: options.delayMs ?? 0,
        baseUrl: () => `${currentUrl()}/v2`,
        closing: closing.signal,
      });
      const listener = await listenOn(dispatcher, port, host);
      running = { listener, url: options.publicUrl ?? listener.url, closing };
      return { url: running.url, port: listener.port };
    },
    async close() {
      const stopping = running;
      running = null;
      stopping?.closing.abort();
      await stopping?.listener.close();
    },
    fail: (fault) => faults.add(fault),
    heal: () => faults.clear(),
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
