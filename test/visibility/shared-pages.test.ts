import { describeSharedPages } from './shared-pages.js';

describeSharedPages({ callers: 20 });
