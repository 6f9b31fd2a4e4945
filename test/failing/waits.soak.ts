import { print as report } from './figures.js';
import { describeRollingQuota } from './rolling-quota.js';
import { describeToldToWait } from './told-to-wait.js';

describeToldToWait({ cases: 1000, report });
describeRollingQuota({ limit: 100, windowMs: 1000, requests: 3000, callers: 40, report });
