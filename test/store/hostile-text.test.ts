import { describeHostileText } from './hostile-text.js';

describeHostileText({ testsPerText: 2 });
