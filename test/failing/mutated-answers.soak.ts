import { describeMutatedAnswers } from './mutated-answers.js';

describeMutatedAnswers({ times: 1000, rows: 1_000_000, every: 1 });
