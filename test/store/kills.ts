import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/demo/random.js';
import type { LoggedWrite } from '../../src/provider/write-log.js';
import { createStore, type Store } from '../../src/store/store.js';
import { makeMessage, makeTicket } from '../ticket/tickets.js';
import { startOtherProcess } from './other-processes.js';
import { NEVER_ABORTED, withFolder } from './stores.js';

const BACKEND = 'local';
const SEED = 20_261_128;
/** One kill in so many may come before the store is open. */
const KILLS_PER_EARLY = 4;

/** Kills a process that writes, at random moments, over and over in one directory; then looks for all that it said. */
export function describeKills({ kills }: { readonly kills: number }): void {
  describe(`a store whose process is killed ${kills} times, seed ${SEED}`, () => {
    it(
      'opens again, with every write that was acknowledged, and each whole or not at all',
      async () => {
        await withFolder(async (folder) => {
          const random = createRandom(SEED);
          const said: string[] = [];
          for (let kill = 0; kill < kills; kill += 1) said.push(...(await writeUntilKilled(folder, random, kill)));

          const store = await createStore({ dataDirectory: folder });
          try {
            expect(said.filter((line) => line.startsWith('ticket ')).length).toBeGreaterThanOrEqual(kills / 2);
            expect(await findLosses(store, said)).toEqual([]);
          } finally {
            await store.close();
          }
        });
      },
      60_000 + kills * 30_000,
    );
  });
}

async function writeUntilKilled(folder: string, random: Random, kill: number): Promise<readonly string[]> {
  const given = { ticket: makeTicket({ backend: BACKEND }), message: makeMessage({ text: 'one' }), prefix: `k${kill}` };
  const other = startOtherProcess(folder, 'write', { given });
  const isEarly = kill % KILLS_PER_EARLY === KILLS_PER_EARLY - 1;
  if (!isEarly) await other.said(2 + random.below(80));
  await wait(random.below(isEarly ? 3000 : 20));
  return other.kill();
}

/** What was said and is not so, and what is there by halves. */
async function findLosses({ tickets, writeLog }: Store, said: readonly string[]): Promise<string[]> {
  const lines = said.map((line) => line.split(' ')).filter(([what]) => what !== 'open');
  const of = (wanted: string) => lines.filter(([what]) => what === wanted).map(([, id = '']) => id);
  const request = { backend: BACKEND, nativeIds: [...new Set(of('ticket'))] };
  const found = await tickets.getMany({ ...request, withUser: false }, NEVER_ABORTED);
  const revisions = new Map(found.map(({ ticket }) => [ticket.nativeId, ticket.revision]));
  const messages = await tickets.listMessages(request, NEVER_ABORTED);
  const count = (id: string) => messages.get(id)?.length ?? 0;
  const losses = [
    ...of('ticket').filter((id) => !revisions.has(id) || count(id) < 1),
    ...of('message').filter((id) => count(id) !== 2),
    // A message and its ticket's new version are one write.
    ...request.nativeIds.filter((id) => revisions.get(id) !== String(count(id))),
  ];
  for (const [what, id = '', attemptId] of lines) {
    if (what !== 'begun') continue;
    const begun = await writeLog.begin(toLogged(id));
    const isFinished = begun.state === 'FINISHED' && begun.result === id;
    const isCarriedOn = begun.state === 'BEGUN' && begun.isRepeat && begun.attemptId === attemptId;
    if (!(of('finished').includes(id) ? isFinished : isFinished || isCarriedOn)) losses.push(`log of ${id}`);
  }
  return losses;
}

function toLogged(key: string): LoggedWrite {
  return { scope: 's', key, fingerprint: 'f', leaseMs: 1 };
}
