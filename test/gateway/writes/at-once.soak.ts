import { describeWritesAtOnce } from './at-once.js';

describeWritesAtOnce({ turns: Array.from({ length: 150 }, (_, index) => index) });
