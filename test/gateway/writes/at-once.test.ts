import { describeWritesAtOnce } from './at-once.js';

describeWritesAtOnce({ turns: [0, 4, 20] });
