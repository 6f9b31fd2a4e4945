import { z } from 'zod';
import { isSecureUrl } from './secure-url.js';
import { wholeNumber } from './whole-number.js';

const URL_RULE =
  'must be a URL with https, or http on this machine, and without user name, password, query or fragment';

/** Where an upstream is: secrets and tokens go there, so nobody on the way may read along. */
export const upstreamUrl = z.string().refine(isRoot, URL_RULE);

/**
 * Refuses an entry of a list that has the name of one before it: `z.array(entry).superRefine(refuseTwice('id'))`.
 * @param toKey the same for names that count as one; the name itself unless told
 */
export function refuseTwice<Name extends string>(name: Name, toKey: (text: string) => string = (text) => text) {
  return (list: readonly { readonly [name in Name]: string }[], context: z.RefinementCtx): void => {
    const firstOf = new Map<string, number>();
    for (const [index, key] of list.map((entry) => toKey(entry[name])).entries()) {
      const first = firstOf.get(key);
      const message = `is the same as that of [${first}] in this list`;
      if (first === undefined) firstOf.set(key, index);
      else context.addIssue({ code: 'custom', message, path: [index, name] });
    }
  };
}

/** Marks an option whose value must stand in no log: `z.string().meta(SECRET)`. */
export const SECRET = { secret: true };

/** Text that goes into a header as it is. */
export const headerValue = z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces');

/** What every backend behind HTTP can be told. */
export const connectionOptions = {
  timeoutMs: wholeNumber(1, 600_000).default(5000).describe('Time for one try of a request, 1 to 600000 milliseconds.'),
  maxConnections: z
    .int()
    .min(4)
    .default(50)
    .describe('Open connections at most, 4 or more. Reads get 60 %, statistics 25 %, writes 10 %, access tokens 5 %.'),
  maxWaiting: z
    .int()
    .nonnegative()
    .default(5000)
    .describe('Requests that may wait for a connection; more are refused at once.'),
  readAttempts: wholeNumber(1, 5)
    .default(3)
    .describe('Tries of one read that fails, 1 to 5, as far as the time goes. Writes are never repeated.'),
  breakMs: wholeNumber(100, 3_600_000)
    .default(5000)
    .describe(
      'How long nothing is sent after half of the last 20 requests of a kind failed, ten at least, before one tries; 100 to 3600000 milliseconds.',
    ),
  quotaReserve: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe("Part of the upstream's quota that statistics leave to everything else, 0 to 1."),
  staleMs: wholeNumber(0, 604_800_000)
    .default(900_000)
    .describe(
      'How old an answer may be that serves while the backend is out of order, in milliseconds, a week at most; 0: none does.',
    ),
  freshMs: wholeNumber(0, 60_000)
    .default(3000)
    .describe(
      'How long after it was asked for an answer serves whoever asks the same, 0 to 60000 milliseconds; 0: not at all.',
    ),
  keptBytes: z
    .int()
    .nonnegative()
    .default(16_000_000)
    .describe('Memory for answers that are kept, fresh or not, in bytes; those used longest ago go first.'),
};

function isRoot(text: string): boolean {
  if (!isSecureUrl(text)) return false;
  const { search, hash } = new URL(text);
  return search === '' && hash === '';
}
