import { describeSharedQueries } from './shared-queries.js';

describeSharedQueries({ worlds: 4, rounds: 96 });
