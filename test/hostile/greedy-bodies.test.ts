import { describeGreedyBodies } from './greedy-bodies.js';

// Two of them are looked at.
describeGreedyBodies({ pointsAtOnce: 20_000, bodies: 6, atOnce: 2, mostTimes: 100 });
