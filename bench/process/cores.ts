import { readFileSync } from 'node:fs';

/** Where the processes of a run are kept, by the numbers of cores. */
export interface Cores {
  /** The server under test, and nothing else. */
  readonly server: number;
  /** The upstream, the load generator and what conducts them. */
  readonly rest: number;
}

/** The last two cores that this process may use. @throws Error where there is only one */
export function chooseCores(): Cores {
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  const [rest, server] = list.split(',').flatMap(toRange).slice(-2);
  if (rest !== undefined && server !== undefined) return { server, rest };
  throw new Error('The bench needs two cores: one for the server, one for the load and the upstream.');
}

function toRange(text: string): number[] {
  const [first = 0, last = first] = text.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
