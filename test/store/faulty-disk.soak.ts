import { describeFaultyDisk, type Fault } from './faulty-disk.js';

const NTH_CALLS = [1, 2, 3, 5, 8, 13];
const WRITING = ['writeSync', 'openSync', 'ftruncateSync', 'renameSync', 'unlinkSync'];

describeFaultyDisk({
  faults: [
    ...NTH_CALLS.flatMap((from): Fault[] => [
      { calls: ['writeSync'], pattern: 'pg_wal', code: 'ENOSPC', from },
      { calls: ['writeSync'], pattern: 'pg_wal', code: 'EIO', from, times: 1 },
    ]),
    { calls: WRITING, pattern: '', code: 'ENOSPC' },
    { calls: WRITING, pattern: '', code: 'EROFS' },
  ],
});
