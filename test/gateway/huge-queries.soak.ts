import { describeHugeQueries } from './huge-queries.js';

describeHugeQueries({ sizes: [1000, 20_000], levels: [200, 5000], mostMs: 250 });
