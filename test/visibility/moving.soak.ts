import { describeMoving } from './moving.js';

describeMoving({ walks: 25, worlds: 40 });
