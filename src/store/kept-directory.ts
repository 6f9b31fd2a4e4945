import { LRUCache } from 'lru-cache';
import type { Directory } from '../provider/directory.js';
import type { StoredDirectory } from './directory.js';

/** Of each kind of answer. */
const MOST_BYTES = 8_000_000;
/** What an answer takes besides its key, roughly. */
const ANSWER_BYTES = 500;

/** Answers a batch; unknown keys are left out. */
type Read<Value> = (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
/** Is told what to do when something was put. */
type OnPut = (forget: () => void) => void;

/**
 * The same directory, which answers from memory what it was asked before. Any put makes it forget everything; nobody else
 * puts, since one process has the store.
 */
export function keepAnswers(directory: StoredDirectory): StoredDirectory {
  const forgets: (() => void)[] = [];
  // Whatever has come of it: a failure may be of the answer only.
  const putting = <Result>(put: Promise<Result>) => put.finally(() => forgets.forEach((forget) => forget()));
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

/** For each backend of its own. */
function keepEach<Value>(read: (backend: string, keys: readonly string[]) => ReturnType<Read<Value>>, onPut: OnPut) {
  const reads = new Map<string, Read<Value>>();
  return (backend: string, keys: readonly string[]) => {
    const ofBackend = reads.get(backend) ?? keep((some) => read(backend, some), onPut);
    reads.set(backend, ofBackend);
    return ofBackend(keys);
  };
}

function keep<Value>(read: Read<Value>, onPut: OnPut): Read<Value> {
  let kept = createAnswers<Value>();
  onPut(() => (kept = createAnswers()));
  return async (keys) => {
    // What is read while something is put goes to answers that nobody asks any more.
    const answers = kept;
    const found = new Map<string, Value>();
    const missing: string[] = [];
    for (const key of keys) {
      const answer = answers.get(key);
      if (!answer) missing.push(key);
      else if (answer.value !== undefined) found.set(key, answer.value);
    }
    if (missing.length === 0) return found;
    const fresh = await read(missing);
    for (const key of missing) answers.set(key, { value: fresh.get(key) });
    for (const [key, value] of fresh) found.set(key, value);
    return found;
  };
}

/** That nobody is known is an answer too. */
interface Answer<Value> {
  readonly value: Value | undefined;
}

function createAnswers<Value>() {
  return new LRUCache<string, Answer<Value>>({
    maxSize: MOST_BYTES,
    sizeCalculation: (_, key) => ANSWER_BYTES + 2 * key.length,
  });
}
