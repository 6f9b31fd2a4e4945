import { describeDrain } from './drain.js';

// The settings that a gateway has by itself.
describeDrain({ clients: 50, answers: 1000, settings: { drainDelayMs: 1000, drainMs: 7500 }, isToldTwice: true });
