import { describeFaultLoop } from './fault-loop.js';

describeFaultLoop({ part: 0.05, every: 5 });
