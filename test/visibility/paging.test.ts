import { describePaging } from './paging.js';

describePaging({ walks: Number(process.env['ORACLE_WALKS'] ?? 6) });
