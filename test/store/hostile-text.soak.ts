import { describeHostileText } from './hostile-text.js';

describeHostileText({ testsPerText: 100 });
