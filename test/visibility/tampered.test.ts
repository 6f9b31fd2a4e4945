import { describeTampered } from './tampered.js';

describeTampered({ questions: 2 });
