import { describeBadConfiguration } from './bad-configuration.js';

describeBadConfiguration({ times: 20, withinMs: 2000 });
