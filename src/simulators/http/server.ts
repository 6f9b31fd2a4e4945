import { createDispatcher } from './dispatcher.js';
import { createFaults, type Fault } from './faults.js';
import { listenOn, type Listener } from './listener.js';
import type { Reply } from './reply.js';
import { createRequestLog, type ReceivedRequest, type RequestLog } from './request-log.js';

export interface SimulatorServerOptions {
  /** As messages name it. */
  readonly name: string;
  /** @param url of the simulator, without a slash at the end */
  readonly answer: (request: ReceivedRequest, url: string) => Promise<Reply>;
  /** Time to let pass before each answer; 0 by default. */
  readonly delayMs?: number | undefined;
  /** Where callers reach the simulator, if not at the address it listens on. No slash at the end. */
  readonly publicUrl?: string | undefined;
}

/** Where a simulator listens. */
export interface SimulatorAddress {
  readonly url: string;
  readonly port: number;
}

/** The part that every simulator has: it listens, keeps what it was asked, and misbehaves when told to. */
export interface SimulatorServer {
  readonly requests: RequestLog;
  /** Origin, without a slash. @throws Error when the simulator is not listening */
  readonly url: string;
  /** Port 0 takes a free one; the host is `127.0.0.1` by default. @throws Error when it already listens */
  listen(port: number, host?: string): Promise<SimulatorAddress>;
  /** Stops listening and ends every connection, also those with an unanswered request. */
  close(): Promise<void>;
  /** Misbehaves on matching requests. Returns a function that ends it. */
  fail(fault: Fault): () => void;
  /** Ends all misbehaviour. */
  heal(): void;
}

interface Running {
  readonly listener: Listener;
  readonly url: string;
  readonly closing: AbortController;
}

export function createSimulatorServer(options: SimulatorServerOptions): SimulatorServer {
  const { name, answer, delayMs = 0, publicUrl } = options;
  const requests = createRequestLog();
  const faults = createFaults();
  let running: Running | null = null;

  function currentUrl(): string {
    if (!running) throw new Error(`The ${name} simulator is not listening.`);
    return running.url;
  }

  return {
    requests,
    get url() {
      return currentUrl();
    },
    async listen(port, host = '127.0.0.1') {
      if (running) throw new Error(`The ${name} simulator already listens on ${running.url}.`);
      const closing = new AbortController();
      const parts = { answer: (request: ReceivedRequest) => answer(request, currentUrl()), faults, requests, delayMs };
      const listener = await listenOn(createDispatcher({ ...parts, closing: closing.signal }), port, host);
      running = { listener, url: publicUrl ?? listener.url, closing };
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
