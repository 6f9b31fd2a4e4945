import { describeGeneratedQueries } from './query-cost.js';

describeGeneratedQueries({ queries: 200, tickets: 40 });
