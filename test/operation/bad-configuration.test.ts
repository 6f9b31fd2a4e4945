import { describeBadConfiguration } from './bad-configuration.js';

describeBadConfiguration({ times: 1, withinMs: 40_000 });
