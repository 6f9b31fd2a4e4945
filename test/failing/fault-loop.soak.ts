import { describeFaultLoop } from './fault-loop.js';

describeFaultLoop({ part: 1, every: 1 });
