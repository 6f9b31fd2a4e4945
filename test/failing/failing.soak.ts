import { vi } from 'vitest';
import { print as report } from './figures.js';
import { describeHangUps } from './hang-ups.js';
import { describeHugeAnswers } from './huge-answers.js';
import { describeOutage } from './outage.js';
import { describeRedirects } from './redirects.js';
import { describeRefusedConnections } from './refused-connections.js';
import { describeRepeats } from './repeats.js';
import { describeSilence } from './silence.js';
import { describeSlowness } from './slowness.js';

vi.setConfig({ testTimeout: 600_000 });

describeRefusedConnections({ backends: 'two', lists: 500, mostLaterMs: 50, report });
describeRefusedConnections({ backends: 'four', lists: 500, mostLaterMs: 50, report });
for (const deadlineMs of [300, 2000, 10_000])
  describeSilence({ deadlineMs, lists: 100, width: deadlineMs / 100, wellBetween: 2, mostLateMs: 50, report });
describeHugeAnswers({ answers: 20, width: 1, mostGrownBytes: 50_000_000, report });
describeRepeats({ reads: 500, lists: 2000, report });
describeOutage({ listsBefore: 200, callers: 10, periodMs: 1000, periods: 10, mostMs: 50, report });
describeRedirects(report);
describeHangUps({ clients: 1000, width: 4, mostMs: 100, report });
describeSlowness({ turns: 5, turnMs: 4000, slowMs: 1500, listsPerSecond: 60, mostRatio: 1.2, report });
