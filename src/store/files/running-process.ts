import { readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same id. Process ids are used again: in a container at every start. */
export interface RunningProcess {
  readonly pid: number;
  /** When it started, as the system counts; null where the system does not say. */
  readonly startedAt: string | null;
}

export function thisProcess(): RunningProcess {
  return { pid: process.pid, startedAt: startOf(process.pid) };
}

export function isRunning({ pid, startedAt }: RunningProcess): boolean {
  if (!isAlive(pid)) return false;
  const startOfLiving = startOf(pid);
  return startedAt === null || startOfLiving === null || startedAt === startOfLiving;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return codeOf(error) === 'EPERM';
  }
}

/** Linux only. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, field 22 */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? null;
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(codeOf(error))) return null;
    throw error;
  }
}

/** The system's name for a failure, such as ENOENT; empty for other errors. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
