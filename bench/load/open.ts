import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { findProblem } from './answers.js';
import type { Ask, Load, Order } from './order.js';

const TIMEOUT_MS = 20_000;
/** How often it looks whether a query is due, in milliseconds. */
const STEP_MS = 1;

interface Answered {
  readonly tookMs: number;
  readonly problem: string | null;
}

/** Sends a query whenever one is due, however many are under way: a server that falls behind is not spared. */
export async function runOpen({ url, asks, seconds, ticketsPerAnswer }: Order, perSecond: number): Promise<Load> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: null, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  const queue = inTurn(asks);
  const check = (body: string) => findProblem(body, ticketsPerAnswer);
  const sent: Promise<Answered>[] = [];
  const startedMs = performance.now();
  const elapsed = () => (performance.now() - startedMs) / 1000;
  while (elapsed() < seconds) {
    while (sent.length < elapsed() * perSecond) {
      sent.push(send({ pool, path: pathname, check }, queue[sent.length % queue.length]));
    }
    await sleep(STEP_MS);
  }
  const answers = await Promise.all(sent);
  await pool.close();
  return {
    queries: answers.length,
    seconds: elapsed(),
    latenciesMs: Float64Array.from(answers, ({ tookMs }) => tookMs),
    problem: answers.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

/** The first of each connection, the second of each, and so on: so those that follow each other ask for different things. */
function inTurn(asks: Order['asks']): readonly Ask[] {
  const turns = Math.max(...asks.map(({ length }) => length));
  return Array.from({ length: turns }, (_, turn) => asks.flatMap((each) => each[turn] ?? [])).flat();
}

interface Target {
  readonly pool: Pool;
  readonly path: string;
  /** What is wrong with an answer; null when nothing is. */
  check(body: string): string | null;
}

async function send({ pool, path, check }: Target, ask: Ask | undefined): Promise<Answered> {
  const sentMs = performance.now();
  try {
    const { statusCode, body } = await pool.request({ method: 'POST', path, ...ask });
    const text = await body.text();
    const problem = statusCode === 200 ? check(text) : `HTTP ${statusCode}: ${text.slice(0, 500)}`;
    return { tookMs: performance.now() - sentMs, problem };
  } catch (error) {
    return { tookMs: performance.now() - sentMs, problem: String(error) };
  }
}
