import { readFileSync } from 'node:fs';

/** Clock ticks a second that the kernel counts in; the same on every Linux. */
const TICKS_PER_SECOND = 100;
const KIB_PER_MIB = 1024;

/** Processor time of a process so far, all its threads, in milliseconds. */
export function readCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name before it may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  return ((userTicks + systemTicks) * 1000) / TICKS_PER_SECOND;
}

/** Resident memory of a process, in MiB. */
export function readResidentMib(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / KIB_PER_MIB;
}
