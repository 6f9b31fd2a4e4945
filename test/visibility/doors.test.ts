import { describeDoors } from './doors.js';

describeDoors({ callers: ['user'] });
