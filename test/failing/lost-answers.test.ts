import { describeLostAnswers } from './lost-answers.js';

describeLostAnswers({ times: 12 });
