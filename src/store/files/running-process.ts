import { readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same id. Process ids are used again: in a container at every start. */
export interface RunningProcess {
  readonly pid: number;
  /** When it started, as the system counts; null where the system does not say. */
  readonly startedAt: string | null;
}

/** What the system says of one. */
interface Standing {
  readonly startedAt: string | null;
  /** It has ended, and whoever started it has not taken notice yet: in a container perhaps nobody ever does. */
  readonly hasEnded: boolean;
}

const UNKNOWN: Standing = { startedAt: null, hasEnded: false };
/** Zombie, dead. */
const ENDED = new Set(['Z', 'X']);

export function thisProcess(): RunningProcess {
  return { pid: process.pid, startedAt: standingOf(process.pid).startedAt };
}

export function isRunning({ pid, startedAt }: RunningProcess): boolean {
  if (!isAlive(pid)) return false;
  const { startedAt: startOfLiving, hasEnded } = standingOf(pid);
  return !hasEnded && (startedAt === null || startOfLiving === null || startedAt === startOfLiving);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return codeOf(error) === 'EPERM';
  }
}

/** Linux only. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, fields 3 and 22 */
function standingOf(pid: number): Standing {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')')).split(' ');
    return { startedAt: fields[20] ?? null, hasEnded: ENDED.has(fields[1] ?? '') };
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(codeOf(error))) return UNKNOWN;
    throw error;
  }
}

/** The system's name for a failure, such as ENOENT; empty for other errors. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
