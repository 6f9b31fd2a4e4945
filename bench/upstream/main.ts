import { parseArgs } from 'node:util';
import { listenOn } from '../peers/listen.js';
import { renderAnswers } from './answers.js';
import { createUpstream } from './server.js';

/** What the process is told. */
export interface UpstreamOrder {
  readonly delayMs: number;
}

/** What it answers: the calls since it was told the last time. */
export interface UpstreamCalls {
  readonly calls: number;
}

const { values } = parseArgs({ options: { delay: { type: 'string', default: '0' } } });
let delayMs = Number(values.delay);
let calls = 0;

const server = createUpstream({
  answers: renderAnswers(),
  delayMs: () => delayMs,
  onCall() {
    calls += 1;
  },
});

process.on('message', (order: UpstreamOrder) => {
  delayMs = order.delayMs;
  process.send?.({ calls } satisfies UpstreamCalls);
  calls = 0;
});
process.on('disconnect', () => process.exit());
await listenOn(server);
