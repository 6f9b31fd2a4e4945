import { describeSharedPages } from './shared-pages.js';

describeSharedPages({ callers: 1000 });
