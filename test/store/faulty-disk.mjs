import fs from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded before a program (`node --import`), it lets the file system fail where a store's files are: in the database
// thread, as the file that FAULT_FILE names tells it, while that is there; its JSON is a Fault of faulty-disk.ts. Files
// are opened for reading all the same.
const { FAULT_FILE = '' } = process.env;
const CALLS = ['openSync', 'readSync', 'writeSync', 'ftruncateSync', 'renameSync', 'unlinkSync'];
const ERRNO = { EIO: 5, EACCES: 13, ENOSPC: 28, EROFS: 30 };
const { existsSync, readFileSync } = fs;
const paths = new Map();
let seen = 0;

function failIfTold(call, path) {
  if (!existsSync(FAULT_FILE)) return void (seen = 0);
  const { calls, pattern, code, from = 1, times = Infinity } = JSON.parse(readFileSync(FAULT_FILE, 'utf8'));
  if (!calls.includes(call) || !new RegExp(pattern).test(path)) return;
  seen += 1;
  if (seen < from || seen >= from + times) return;
  throw Object.assign(new Error(`${code}: told to fail, ${call} '${path}'`), { code, errno: -ERRNO[code] });
}

if (!isMainThread) {
  for (const call of CALLS) {
    const real = fs[call];
    fs[call] = (...args) => {
      const path = typeof args[0] === 'number' ? (paths.get(args[0]) ?? '') : String(args[0]);
      const isRead =
        call === 'openSync' && (args[1] === undefined || args[1] === 'r' || args[1] === fs.constants.O_RDONLY);
      if (!isRead) failIfTold(call, path);
      const result = real(...args);
      if (call === 'openSync') paths.set(result, path);
      return result;
    };
  }
}
