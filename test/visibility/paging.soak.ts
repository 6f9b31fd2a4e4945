import { describePaging } from './paging.js';

describePaging({ walks: 1000 });
