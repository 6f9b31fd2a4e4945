import { expect, it } from 'vitest';
import { watchDirectory, watchWriteLog } from '../../src/federation/watched-store.js';
import type { Directory } from '../../src/provider/directory.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { WriteLog } from '../../src/provider/write-log.js';

const FAILURE = new ProviderError('UNAVAILABLE', 'It could not be used.');
const OF_DIRECTORY: readonly (keyof Directory)[] = [
  'getUsers',
  'getOrganizations',
  'findUsersByIdentity',
  'findIdentitiesOfUsers',
  'findVerifiedEmails',
  'findUsersByVerifiedEmail',
];
const OF_WRITE_LOG: readonly (keyof WriteLog)[] = ['begin', 'saveProgress', 'finish', 'release', 'suspend'];

it('tells each failure of the store once, by the name of the call, and passes it on', async () => {
  const told: unknown[] = [];
  const tell = (operation: string, error: ProviderError) => void told.push([operation, error]);
  const directory = watchDirectory(createFailing<Directory>(OF_DIRECTORY, FAILURE), tell);
  const writeLog = watchWriteLog(createFailing<WriteLog>(OF_WRITE_LOG, FAILURE), tell);

  for (const name of OF_DIRECTORY) await expect(callOf(directory, name)).rejects.toBe(FAILURE);
  for (const name of OF_WRITE_LOG) await expect(callOf(writeLog, name)).rejects.toBe(FAILURE);

  expect(told).toEqual([
    ...OF_DIRECTORY.map((name) => [`directory.${name}`, FAILURE]),
    ...OF_WRITE_LOG.map((name) => [`writeLog.${name}`, FAILURE]),
  ]);
});

it('tells of no fault of ours, which is logged as one', async () => {
  const fault = new TypeError('No such thing.');
  const told: string[] = [];
  const writeLog = watchWriteLog(
    createFailing<WriteLog>(OF_WRITE_LOG, fault),
    (operation) => void told.push(operation),
  );

  await expect(writeLog.suspend('attempt')).rejects.toBe(fault);

  expect(told).toEqual([]);
});

function createFailing<Watched>(names: readonly (keyof Watched)[], error: Error): Watched {
  return Object.fromEntries(names.map((name) => [name, () => Promise.reject(error)])) as Watched;
}

function callOf<Watched extends object>(watched: Watched, name: keyof Watched): Promise<unknown> {
  return (watched[name] as () => Promise<unknown>)();
}
