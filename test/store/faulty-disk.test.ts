import { describeFaultyDisk } from './faulty-disk.js';

describeFaultyDisk({ faults: [{ calls: ['writeSync'], pattern: 'pg_wal', code: 'ENOSPC' }] });
