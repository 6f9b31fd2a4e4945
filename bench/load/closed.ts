import autocannon from 'autocannon';
import { findProblem } from './answers.js';
import type { Ask, Load, Order } from './order.js';

const TIMEOUT_SECONDS = 20;
/** How often autocannon looks whether all connections are done, in milliseconds. */
const SAMPLE_MS = 50;

/** Keeps each connection busy for a while: the next request goes out when the last was answered, and the last ones are waited for. */
export async function runClosed({ url, asks, seconds, ticketsPerAnswer }: Order): Promise<Load> {
  const latenciesMs: number[] = [];
  const problems = new Set<string>();
  const clients: autocannon.Client[] = [];
  const startedMs = performance.now();
  let lastMs = startedMs;
  const options: autocannon.Options = {
    url,
    connections: asks.length,
    // The clients end by themselves, so this is for those that hang.
    duration: seconds + 2 * TIMEOUT_SECONDS,
    timeout: TIMEOUT_SECONDS,
    sampleInt: SAMPLE_MS,
    setupClient(client) {
      client.setRequests((asks[clients.length] ?? []).map(toRequest));
      clients.push(client);
    },
    verifyBody(body) {
      const problem = findProblem(String(body), ticketsPerAnswer);
      if (problem !== null) problems.add(problem);
      return problem === null;
    },
  };
  setTimeout(() => clients.forEach(endAfterAnswer), seconds * 1000);
  const result = await fire(options, (responseMs) => {
    latenciesMs.push(responseMs);
    lastMs = performance.now();
  });
  return {
    queries: latenciesMs.length,
    seconds: (lastMs - startedMs) / 1000,
    latenciesMs: Float64Array.from(latenciesMs),
    problem: toProblem(result, problems),
  };
}

function fire(options: autocannon.Options, onAnswer: (responseMs: number) => void): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, result) => (error ? reject(error) : resolve(result)));
    instance.on('response', (_client, _status, _bytes, responseMs) => onAnswer(responseMs));
  });
}

function toRequest({ headers, body }: Ask): autocannon.Request {
  return { method: 'POST', headers, body };
}

/** What was asked of the server is answered, or the next round would begin with the rest of this one. */
function endAfterAnswer(client: autocannon.Client): void {
  // A client looks at it before each request.
  Object.assign(client, { responseMax: 1 });
}

function toProblem(result: autocannon.Result, problems: ReadonlySet<string>): string | null {
  const { errors, timeouts, non2xx, mismatches } = result;
  if (errors + timeouts + non2xx + mismatches === 0) return null;
  const counts = `${errors} errors, ${timeouts} of them timeouts; ${non2xx} not 2xx, ${mismatches} without full data`;
  return [counts, ...[...problems].slice(0, 3)].join('\n');
}
