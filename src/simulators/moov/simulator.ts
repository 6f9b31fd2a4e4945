import { createRandom } from '../http/random.js';
import { createSimulatorServer, type SimulatorServer } from '../http/server.js';
import { createAnswer } from './answer.js';
import { checkData } from './check-data.js';
import { defaultChoices, type MoovChoices } from './choices.js';
import { createCredentials, type MoovCredentials } from './credentials.js';
import { createMoovData } from './data.js';
import type { MoovData } from './model.js';
import { createRateLimit } from './rate-limit.js';
import type { MoovState } from './state.js';
import { appendReply, changeStatus, requireTicket, type MoovReply } from './support.js';
import { createTokens } from './tokens.js';

const tokenLifetimeSeconds = 900;

/** How a simulator behaves. */
export interface MoovSimulatorOptions {
  /** 200 made-up tickets by default. A create appends to them, and a PATCH changes these very tickets. */
  readonly data?: MoovData;
  /** What to do where Moov's reference is silent; each has a default. */
  readonly choices?: Partial<MoovChoices>;
  /** Ticket requests per account in any one second; no limit by default. */
  readonly requestsPerSecond?: number;
  /** Time to let pass before each answer; 0 by default. */
  readonly delayMs?: number;
  /** 900 by default. */
  readonly tokenLifetimeSeconds?: number;
  /** The time in milliseconds since 1970, for tickets, tokens and the rate limit; the system's by default. */
  readonly clock?: () => number;
  /** For the ids of new tickets and of requests; 2 by default. */
  readonly seed?: number;
  /** Where callers reach the simulator, if not at the address it listens on. No slash at the end. */
  readonly publicUrl?: string;
}

/** A stand-in for the support-ticket part of the Moov API, over HTTP. */
export interface MoovSimulator extends SimulatorServer {
  readonly data: MoovData;
  readonly credentials: MoovCredentials;
  /** The same as `url`. @throws Error when the simulator is not listening */
  readonly baseUrl: string;
  /** Answers a ticket as support does. @throws RangeError when there is no such ticket */
  reply(ticketID: string, reply: MoovReply): void;
  /** Changes a ticket as support does, also out of `closed`. @throws RangeError when there is no such ticket */
  setStatus(ticketID: string, status: string): void;
}

/**
 * Creates a simulator, which then has to be told to listen.
 * @throws RangeError when every account has a partner, or the data contradicts itself
 */
export function createMoovSimulator(options: MoovSimulatorOptions = {}): MoovSimulator {
  const data = checkData(options.data ?? createMoovData({ tickets: 200, seed: 1 }));
  const { clock = Date.now, delayMs, publicUrl } = options;
  const state = createState(data, clock, options);
  const server = createSimulatorServer({ name: 'Moov', answer: createAnswer(state), delayMs, publicUrl });
  const { requests, listen, close, fail, heal } = server;
  return {
    data,
    credentials: state.credentials,
    requests,
    listen,
    close,
    fail,
    heal,
    reply: (ticketID, reply) => appendReply(requireTicket(data, ticketID), reply, clock()),
    setStatus: (ticketID, status) => changeStatus(requireTicket(data, ticketID), status, clock()),
    get url() {
      return server.url;
    },
    get baseUrl() {
      return server.url;
    },
  };
}

function createState(data: MoovData, clock: () => number, options: MoovSimulatorOptions): MoovState {
  return {
    data,
    clock,
    choices: { ...defaultChoices, ...options.choices },
    credentials: createCredentials(data.accounts),
    tokens: createTokens(options.tokenLifetimeSeconds ?? tokenLifetimeSeconds, clock),
    rateLimit: createRateLimit(options.requestsPerSecond ?? Infinity, clock),
    random: createRandom(options.seed ?? 2),
  };
}
