import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTicket } from '../ticket/tickets.js';
import { startOtherProcess, type OtherProcess } from './other-processes.js';
import { withFolder } from './stores.js';

/** As faulty-disk.mjs takes it. */
export interface Fault {
  readonly calls: readonly string[];
  readonly pattern: string;
  readonly code: 'ENOSPC' | 'EIO' | 'EROFS';
  /** The first call that fails, from 1. */
  readonly from?: number;
  /** How many fail; for ever unless told. */
  readonly times?: number;
}

interface Answer {
  readonly value?: unknown;
  readonly error?: { readonly name: string; readonly code: string; readonly message: string };
}

/** In each case the disk fails, is asked to write and read, and is mended: all in one process. */
export function describeFaultyDisk({ faults }: { readonly faults: readonly Fault[] }): void {
  describe('a store whose disk fails', () => {
    it.each(faults)(
      'says so, still reads, and writes once it is mended: $code of $calls in $pattern, from $from',
      (fault) =>
        withFolder(async (folder) => {
          const { other, mend } = await startFailing(folder, fault);
          const kept = ['before'];
          const errors: unknown[] = [];
          for (let id = 0; id <= (fault.from ?? 1); id += 1) {
            const { value, error } = await write(other, `w${id}`);
            if (error) errors.push(error);
            else kept.push(value as string);
            expect(await read(other, kept)).toEqual({ value: expect.arrayContaining(kept) });
          }
          await mend();

          expect(errors).not.toEqual([]);
          const typed = { name: 'StoreError', code: expect.stringMatching(/^(?:CRASHED|DISK)$/) };
          for (const error of errors) expect(error).toMatchObject(typed);
          await expect
            .poll(() => write(other, 'after'), { timeout: 30_000, interval: 250 })
            .toEqual({ value: 'after' });
          expect((await read(other, [...kept, 'after'])).value).toHaveLength(kept.length + 1);
          await other.kill();
        }),
    );

    it.each(faults)(
      'is closed all the same, and keeps what it has stored: $code of $calls in $pattern, from $from',
      (fault) =>
        withFolder(async (folder) => {
          const { other, mend } = await startFailing(folder, fault);
          const [closed, exitCode] = await Promise.all([other.ask('close'), other.exitCode()]);
          await mend();

          expect([JSON.parse(closed), exitCode]).toEqual([{}, 0]);
          const next = startOtherProcess(join(folder, 'data'), 'serve', { given: GIVEN });
          await next.said(1);
          expect(await read(next, ['before'])).toEqual({ value: ['before'] });
          await next.kill();
        }),
    );
  });
}

const GIVEN = makeTicket({ backend: 'local' });

/** A process with one ticket, `before`, whose disk fails from now on. */
async function startFailing(folder: string, fault: Fault) {
  const faultFile = join(folder, 'fault.json');
  const other = startOtherProcess(join(folder, 'data'), 'serve', { given: GIVEN, faultFile });
  await other.said(1);
  await write(other, 'before');
  await writeFile(faultFile, JSON.stringify(fault));
  return { other, mend: () => rm(faultFile) };
}

async function write(other: OtherProcess, id: string): Promise<Answer> {
  return JSON.parse(await other.ask(`write ${id}`)) as Answer;
}

async function read(other: OtherProcess, ids: readonly string[]): Promise<Answer> {
  return JSON.parse(await other.ask(`read ${ids.join(',')}`)) as Answer;
}
