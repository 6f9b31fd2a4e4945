import { describeSharedQueries } from './shared-queries.js';

describeSharedQueries({ worlds: 1, rounds: 16 });
