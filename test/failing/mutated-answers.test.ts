import { describeMutatedAnswers } from './mutated-answers.js';

describeMutatedAnswers({ times: 30, rows: 10_000, every: 6 });
