import { describeRandomKids } from './random-kids.js';

describeRandomKids({ tokens: 10_000 });
