import { describeKills } from './kills.js';

describeKills({ kills: 2 });
