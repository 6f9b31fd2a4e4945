import { describeDoors } from './doors.js';

describeDoors({ callers: ['user'], shares: false });
describeDoors({ callers: ['user'], shares: true });
