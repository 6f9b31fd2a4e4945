import { describeOverload } from './overload.js';

describeOverload({ forMs: 6000, isStrict: true });
