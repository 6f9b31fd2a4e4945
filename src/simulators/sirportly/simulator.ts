import { createSimulatorServer, type SimulatorServer } from '../http/server.js';
import { createAnswer } from './answer.js';
import { createIdentify } from './callers.js';
import { createCredentials, type SirportlyCredentials } from './credentials.js';
import { createSirportlyData } from './data.js';
import { removeTicket } from './delete-ticket.js';
import type { SirportlyUser } from './desk-model.js';
import type { SirportlyData } from './model.js';

/** How a simulator behaves. */
export interface SirportlySimulatorOptions {
  /** 200 made-up tickets by default. Writes change these very tickets. */
  readonly data?: SirportlyData;
  /** Username of whom the user token acts for; the first user by default. */
  readonly username?: string;
  /** Time to let pass before each answer; 0 by default. */
  readonly delayMs?: number;
  /** The time in milliseconds since 1970, for writes and for relative times; the system's by default. */
  readonly clock?: () => number;
  /** Where callers reach the simulator, if not at the address it listens on. No slash at the end. */
  readonly publicUrl?: string;
}

/** A stand-in for the Sirportly API, editions 1 and 2, over HTTP. */
export interface SirportlySimulator extends SimulatorServer {
  readonly data: SirportlyData;
  readonly credentials: SirportlyCredentials;
  /** Without `/api`. @throws Error when the simulator is not listening */
  readonly baseUrl: string;
  /** Removes a ticket as if somebody else had. Whether there was one. */
  deleteTicket(reference: string): boolean;
}

/**
 * Creates a simulator, which then has to be told to listen.
 * @throws RangeError when the data has no user of that name, or none at all
 */
export function createSirportlySimulator(options: SirportlySimulatorOptions = {}): SirportlySimulator {
  const { clock = Date.now, delayMs, publicUrl } = options;
  const data = options.data ?? createSirportlyData({ tickets: 200, seed: 1 });
  const staff = chooseUser(data, options.username);
  const credentials = createCredentials(staff.username);
  const answer = createAnswer({ data, identify: createIdentify(credentials, staff), clock });
  const server = createSimulatorServer({ name: 'Sirportly', answer, delayMs, publicUrl });
  const { requests, listen, close, fail, heal } = server;
  return {
    data,
    credentials,
    requests,
    listen,
    close,
    fail,
    heal,
    deleteTicket: (reference) => removeTicket(data, reference),
    get url() {
      return server.url;
    },
    get baseUrl() {
      return server.url;
    },
  };
}

function chooseUser({ users }: SirportlyData, username: string | undefined): SirportlyUser {
  const user = username === undefined ? users[0] : users.find((candidate) => candidate.username === username);
  if (!user) throw new RangeError(`The data has no user ${username ?? 'at all'}.`);
  return user;
}
