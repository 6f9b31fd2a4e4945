import { describeGreedyBodies } from './greedy-bodies.js';

describeGreedyBodies({ pointsAtOnce: 250_000, bodies: 300, atOnce: 4, mostTimes: 10 });
