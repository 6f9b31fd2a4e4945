import { describeDoors } from './doors.js';

describeDoors({ callers: ['user', 'organization'], shares: false });
describeDoors({ callers: ['user', 'organization'], shares: true });
