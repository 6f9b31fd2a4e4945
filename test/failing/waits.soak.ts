import { vi } from 'vitest';
import { print as report } from './figures.js';
import { describeRollingQuota } from './rolling-quota.js';
import { describeToldToWait } from './told-to-wait.js';

vi.setConfig({ testTimeout: 600_000 });

describeToldToWait({ cases: 200, report });
describeRollingQuota({ limit: 100, windowMs: 1000, requests: 1000, callers: 40, report });
