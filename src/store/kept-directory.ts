import { LRUCache } from 'lru-cache';
import type { Directory } from '../provider/directory.js';
import type { StoredDirectory } from './directory.js';

/** Of each kind of answer, for all backends together. */
const MOST_BYTES = 8_000_000;
/** What an answer takes besides its key and its text, roughly. */
const ANSWER_BYTES = 500;
const BYTES_PER_CHARACTER = 2;

/** Answers a batch; unknown keys are left out. */
type Read<Value> = (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
/** The same, of one backend. */
type ReadOf<Value> = (backend: string, keys: readonly string[]) => ReturnType<Read<Value>>;
/** Is told what to do when something was put. */
type OnPut = (forget: () => void) => void;

/**
 * The same directory, which answers from memory what it was asked before, also while a transaction is under way and when
 * the store is closed. Any put makes it forget everything. Nobody else may put: one process has the store, and the
 * directory of a store that several share must not be wrapped so.
 * @param onChange called when it answers otherwise from now on
 */
export function keepAnswers(directory: StoredDirectory, onChange: () => void = () => {}): StoredDirectory {
  const forgets: (() => void)[] = [];
  // Whatever has come of it: a failure may be of the answer only.
  const putting = <Result>(put: Promise<Result>) =>
    put.finally(() => {
      forgets.forEach((forget) => forget());
      onChange();
    });
  return {
    ...directory,
    ...keepReads(directory, (forget) => void forgets.push(forget)),
    putOrganizations: (organizations) => putting(directory.putOrganizations(organizations)),
    putUsers: (users) => putting(directory.putUsers(users)),
    putIdentityLinks: (links) => putting(directory.putIdentityLinks(links)),
    inTransaction: (run) => putting(directory.inTransaction(run)),
  };
}

function keepReads(directory: Directory, onPut: OnPut): Directory {
  return {
    getUsers: keep((ids) => directory.getUsers(ids), onPut),
    getOrganizations: keep((ids) => directory.getOrganizations(ids), onPut),
    findUsersByIdentity: keepEach((backend, keys) => directory.findUsersByIdentity(backend, keys), onPut),
    findIdentitiesOfUsers: keepEach((backend, ids) => directory.findIdentitiesOfUsers(backend, ids), onPut),
    findVerifiedEmails: keep((ids) => directory.findVerifiedEmails(ids), onPut),
    findUsersByVerifiedEmail: keep((emails) => directory.findUsersByVerifiedEmail(emails), onPut),
  };
}

function keep<Value>(read: Read<Value>, onPut: OnPut): Read<Value> {
  const keptRead = keepEach<Value>((_none, keys) => read(keys), onPut);
  return (keys) => keptRead('', keys);
}

/** What one backend knows a person by is no answer for another. */
function keepEach<Value>(read: ReadOf<Value>, onPut: OnPut): ReadOf<Value> {
  let kept = createAnswers<Value>();
  onPut(() => (kept = createAnswers()));
  return async (backend, keys) => {
    // What is read while something is put goes to answers that nobody asks any more.
    const answers = kept;
    const found = new Map<string, Value>();
    const missing: string[] = [];
    for (const key of keys) {
      const answer = answers.get(toQuestion(backend, key));
      if (!answer) missing.push(key);
      else if (answer.value !== undefined) found.set(key, answer.value);
    }
    if (missing.length === 0) return found;
    const fresh = await read(backend, missing);
    for (const key of missing) answers.set(toQuestion(backend, key), { value: fresh.get(key) });
    for (const [key, value] of fresh) found.set(key, value);
    return found;
  };
}

function toQuestion(backend: string, key: string): string {
  return JSON.stringify([backend, key]);
}

/** That nobody is known is an answer too. */
interface Answer<Value> {
  readonly value: Value | undefined;
}

function createAnswers<Value>() {
  return new LRUCache<string, Answer<Value>>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ value }, key) => ANSWER_BYTES + BYTES_PER_CHARACTER * (key.length + lengthOf(value)),
  });
}

function lengthOf(value: unknown): number {
  return value === undefined ? 0 : JSON.stringify(value).length;
}
