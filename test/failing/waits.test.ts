import { describeRollingQuota } from './rolling-quota.js';
import { describeToldToWait } from './told-to-wait.js';

const report = () => {};

describeToldToWait({ cases: 24, report });
describeRollingQuota({ limit: 50, windowMs: 300, requests: 200, callers: 20, report });
