import { describeKillsOfMigrations } from './kills.js';

describeKillsOfMigrations({ kills: 20 });
