import { describeMoving } from './moving.js';

describeMoving({ walks: Number(process.env['ORACLE_WALKS'] ?? 4), worlds: 2 });
