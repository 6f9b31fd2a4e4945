import { describeDrain } from './drain.js';

describeDrain({ clients: 10, answers: 20 });
