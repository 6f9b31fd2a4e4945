import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRecords } from '../../src/directory/import-records.js';
import { createStore, type Store } from '../../src/store/store.js';
import { makeUser } from '../store/stores.js';
import { toJsonLines, toRecords } from './texts.js';
import { BACKENDS, importText, listText, toChanges } from './world.js';

const NONE = [0, 0, 0] as const;
/** A file that every test finds imported, and leaves as it is. */
const RECORDS = [
  { kind: 'identity', backend: 'desk', identity: 'contact:88', userId: 'ann' },
  { kind: 'user', id: 'ann', email: 'ann@example.com', emailVerified: true, fullName: 'Ann', organizationId: 'one' },
  { kind: 'user', id: 'bob', joinedAt: '2026-03-02T09:14:05Z' },
  { kind: 'organization', id: 'one', name: 'One' },
  { kind: 'organization', id: 'two', name: 'Two' },
];
const TEXT = toJsonLines(RECORDS);
/** The same with other ids. */
const NEW_TEXT = TEXT.replaceAll(/"(ann|bob|one|two|contact:88)"/g, '"new-$1"').replace('ann@', 'new-ann@');

let store: Store;
let first: Awaited<ReturnType<typeof importText>>;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
  first = await run(TEXT);
});

afterAll(() => store.close());

function run(text: string, isDryRun = false) {
  return importText({ text, directory: store.directory, isDryRun });
}

describe('an import', () => {
  it('stores a file whose records stand in any order', async () => {
    const { directory } = store;
    const [ann, bob] = [makeUser({ id: 'ann' }), makeUser({ id: 'bob', joinedAt: '2026-03-02T09:14:05.000Z' })];
    const email = { email: 'ann@example.com', emailVerified: true };

    expect(first).toEqual({
      changes: toChanges([2, 0, 0], [2, 0, 0], [1, 0, 0]),
      problems: [],
      count: 0,
      warnings: [],
      progress: [],
    });
    expect(await directory.getUserRows(['ann', 'bob'])).toEqual(
      new Map([
        ['ann', { ...ann, ...email, fullName: 'Ann', organizationId: 'one' }],
        ['bob', bob],
      ]),
    );
    expect(await directory.findUsersByIdentity('desk', ['contact:88'])).toEqual(new Map([['contact:88', 'ann']]));
  });

  it('changes nothing the second time, nor with what the list prints', async () => {
    const listed = await listText(store.directory);

    const again = await run(TEXT);
    const { changes } = await run(listed);

    expect(again.changes).toEqual(toChanges([0, 0, 2], [0, 0, 2], [0, 0, 1]));
    expect(changes).toMatchObject(
      Object.fromEntries(['organization', 'user', 'identity'].map((kind) => [kind, { added: 0, changed: 0 }])),
    );
    expect(await listText(store.directory)).toBe(listed);
  });

  it('replaces what has the same key, and leaves the rest', async () => {
    const before = [
      { kind: 'organization', id: 'old', name: 'Old' },
      { kind: 'user', id: 'cleo', fullName: 'Cleo', email: 'cleo@example.com' },
      { kind: 'identity', backend: 'desk', identity: 'contact:1', userId: 'cleo' },
    ];
    const after = [
      { kind: 'organization', id: 'old', name: 'New' },
      { kind: 'user', id: 'cleo', organizationId: 'two' },
      { kind: 'user', id: 'dan' },
      { kind: 'identity', backend: 'desk', identity: 'contact:1', userId: 'dan' },
      { kind: 'identity', backend: 'chargers', identity: 'contact:1', userId: 'cleo' },
    ];
    await run(toJsonLines(before));

    const { changes } = await run(toJsonLines([...after, ...RECORDS]));

    const { directory } = store;
    expect(changes).toEqual(toChanges([0, 1, 2], [1, 1, 2], [1, 1, 1]));
    expect(await directory.getOrganizations(['old'])).toEqual(new Map([['old', { id: 'old', name: 'New' }]]));
    expect(await directory.getUserRows(['cleo'])).toEqual(
      new Map([['cleo', makeUser({ id: 'cleo', organizationId: 'two' })]]),
    );
    expect(await directory.findUsersByIdentity('desk', ['contact:1'])).toEqual(new Map([['contact:1', 'dan']]));
    expect(await directory.findUsersByIdentity('chargers', ['contact:1'])).toEqual(new Map([['contact:1', 'cleo']]));
  });

  it('only counts in a dry run', async () => {
    const before = await listText(store.directory);

    const added = await run(NEW_TEXT, true);
    const changed = await run(TEXT.replace('"One"', '"Uno"'), true);

    expect(added.changes).toEqual(toChanges([2, 0, 0], [2, 0, 0], [1, 0, 0]));
    expect(changed.changes).toEqual(toChanges([0, 1, 1], [0, 0, 2], [0, 0, 1]));
    expect(await listText(store.directory)).toBe(before);
  });

  it('takes a record that is there twice once, unless the two differ', async () => {
    const twice = await run(NEW_TEXT + NEW_TEXT, true);
    const different = await run(`${NEW_TEXT}{"kind":"user","id":"new-ann"}\n`);

    expect(twice.changes).toEqual(toChanges([2, 0, 0], [2, 0, 0], [1, 0, 0]));
    expect(different.problems).toEqual(['line 6: says something else of what line 2 has already']);
  });

  it('finds who is named in the file or in the directory, and nobody else', async () => {
    const records = [
      { kind: 'user', id: 'eve', organizationId: 'two' },
      { kind: 'user', id: 'fred', organizationId: 'three' },
      { kind: 'identity', backend: 'desk', identity: 'reference:AC-1', userId: 'bob' },
      { kind: 'identity', backend: 'desk', identity: 'reference:AC-2', userId: 'nobody' },
      { kind: 'identity', backend: 'desk', identity: 'reference:AC-3', userId: 'nobody' },
    ];

    const { problems, changes } = await run(toJsonLines(records));

    expect(changes).toBeNull();
    expect(problems).toEqual([
      'line 2, organizationId: there is no organization "three", neither in the file nor in the directory',
      'line 4, userId: there is no user "nobody", neither in the file nor in the directory',
      'line 5, userId: there is no user "nobody", neither in the file nor in the directory',
    ]);
  });

  it('says nothing of records that refer to one with a problem', async () => {
    const records = [
      { kind: 'identity', backend: 'desk', identity: 'contact:2', userId: 'gil' },
      { kind: 'user', id: 'gil', organizationId: 'gone', email: 'gil' },
      { kind: 'user', id: 'hal', organizationId: 'gone' },
      { kind: 'organization', id: 'gone' },
    ];

    const { problems } = await run(toJsonLines(records));

    expect(problems).toEqual([
      'line 2, email: "gil" is no e-mail address; it must look like ann@example.com',
      'line 4, name: is missing',
    ]);
  });

  it('writes nothing of a file with problems, and tells the first fifty', async () => {
    const bad = toJsonLines(Array.from({ length: 60 }, (_, index) => ({ kind: 'user', id: `x${index}`, name: 'x' })));
    const before = await listText(store.directory);

    const { problems, count, changes } = await run(NEW_TEXT + bad);

    expect({ count, changes, shown: problems.length, first: problems[0] }).toEqual({
      count: 60,
      changes: null,
      shown: 50,
      first: expect.stringMatching(/^line 6, name: is no field of a record of kind user; there are id, email,/),
    });
    expect(await listText(store.directory)).toBe(before);
  });

  it('warns of a verified address that two users have, in the file or in the directory', async () => {
    const records = [
      { kind: 'user', id: 'twin1', email: 'ann@example.com', emailVerified: true },
      { kind: 'user', id: 'twin2', email: 'ANN@example.com', emailVerified: true },
      { kind: 'user', id: 'pretender', email: 'ann@example.com' },
    ];

    const { warnings, changes } = await run(toJsonLines(records), true);

    expect(changes).toEqual(toChanges(NONE, [3, 0, 0], NONE));
    const address = '"ann@example.com" is also the verified address of user';
    expect(warnings).toEqual([
      `line 1, email: ${address} "ann" in the directory; it will tell nobody apart`,
      `line 2, email: ${address} "twin1" on line 1; it will tell nobody apart`,
    ]);
  });

  it('warns of an identity that can link nothing', async () => {
    const records = ['Contact:88', 'contact:AC-1', 'contact:88', 'reference:AC-1'].map((identity) => ({
      kind: 'identity',
      backend: 'desk',
      identity,
      userId: 'ann',
    }));
    const elsewhere = { kind: 'identity', backend: 'chargers', identity: 'contact:88', userId: 'ann' };

    const { warnings, changes } = await run(toJsonLines([...records, elsewhere]), true);

    expect(changes).not.toBeNull();
    const must = 'links nothing: it must be contact: or reference: and what follows';
    expect(warnings).toEqual([
      `line 1, identity: "Contact:88" ${must}`,
      `line 2, identity: "contact:AC-1" ${must}`,
      'line 5, identity: links nothing: no ticket of chargers is linked to its user by an identity',
    ]);
  });

  it('warns of nothing when an address moves from one user to another', async () => {
    const moved = [
      { kind: 'user', id: 'ann' },
      { kind: 'user', id: 'anna', email: 'ann@example.com', emailVerified: true },
    ];

    const { warnings } = await run(toJsonLines(moved), true);

    expect(warnings).toEqual([]);
  });

  it.each([
    ['a record was added', `${NEW_TEXT}{"kind":"user","id":"late"}\n`],
    ['a record was changed', NEW_TEXT.replace('contact:88', 'contact:89')],
    ['a record was removed', NEW_TEXT.slice(NEW_TEXT.indexOf('\n') + 1)],
    ['a record was damaged', NEW_TEXT.replace('"identity"', '"entity"')],
  ])('stores nothing of a file that changes while it is read: %s', async (_name, later) => {
    const before = await listText(store.directory);
    const versions = [NEW_TEXT];
    const read = () => toRecords(versions.shift() ?? later, 'jsonl');
    const options = { backends: BACKENDS, directory: store.directory, isDryRun: false, onProgress: () => {} };

    const imported = importRecords({ read, ...options });

    await expect(imported).rejects.toThrow('The file has changed while it was read. Nothing was written; try again.');
    expect(await listText(store.directory)).toBe(before);
  });

  it('stores twenty thousand records, and tells how far it is', async () => {
    const users = Array.from({ length: 19_000 }, (_, index) => `user,u${index},,u${index}@example.com,big,,,`);
    const links = Array.from({ length: 1000 }, (_, index) => `identity,,,,,chargers,contact:u${index},u${index}`);
    const header = 'kind,id,name,email,organizationId,backend,identity,userId';
    const text = [header, ...links, ...users, 'organization,big,"Big, Inc",,,,,'].join('\r\n');

    const { changes, problems, progress } = await importText({ text, directory: store.directory, format: 'csv' });

    expect(problems).toEqual([]);
    expect(changes).toEqual(toChanges([1, 0, 0], [19_000, 0, 0], [1000, 0, 0]));
    expect(progress).toEqual([
      '10000 records checked\n',
      '20000 records checked\n',
      'users: 10000 of 19000 compared\n',
    ]);
    expect((await listText(store.directory)).match(/"id":"u\d+"/g)).toHaveLength(19_000);
  });
});
