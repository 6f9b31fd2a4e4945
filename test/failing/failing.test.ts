import { describeHangUps } from './hang-ups.js';
import { describeHugeAnswers } from './huge-answers.js';
import { describeOutage } from './outage.js';
import { describeRedirects } from './redirects.js';
import { describeRefusedConnections } from './refused-connections.js';
import { describeRepeats } from './repeats.js';
import { describeSilence } from './silence.js';
import { describeFullShare } from './slowness.js';

const report = () => {};

describeRefusedConnections({ backends: 'two', lists: 5, mostLaterMs: 1000, report });
describeSilence({ deadlineMs: 2000, lists: 4, width: 4, wellBetween: 0, mostLateMs: 1000, report });
describeHugeAnswers({ answers: 2, width: 1, mostGrownBytes: null, report });
describeRepeats({ reads: 40, lists: 40, report });
describeOutage({ listsBefore: 80, callers: 6, periodMs: 150, periods: 2, mostMs: 500, report });
describeRedirects(report);
describeHangUps({ clients: 8, width: 4, mostMs: 2000, report });
describeFullShare(6);
