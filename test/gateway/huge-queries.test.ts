import { describeHugeQueries } from './huge-queries.js';

describeHugeQueries({ sizes: [1000], levels: [200], mostMs: 5000 });
