import { describe, expect, it } from 'vitest';
import type { ReadingClient } from '../../../../src/provider/http/kept-answers.js';
import { ProviderError } from '../../../../src/provider/provider-error.js';
import type { Call } from '../../../../src/provider/provider.js';
import { createCall, errorOf, get } from '../calls.js';
import type { Received } from '../test-server.js';
import { FRESH_MS, NOW, openSharing } from './sharing-client.js';

const GOOD = { list: [1] };
const BAD = { error: 'Something else' };

describe('an answer that its reader refuses', () => {
  it('is given to nobody else', async () => {
    const { kept, origin, sharing, server } = await openSharing({}, () => ({ status: 200, body: BAD }));

    const codes = [await refusalOf(kept, origin, sharing().call), await refusalOf(kept, origin, sharing().call)];

    expect([codes, server.log().length]).toEqual([['BAD_RESPONSE', 'BAD_RESPONSE'], 2]);
  });

  it.each([
    ['whatever it is', {}],
    ['though it is not to be kept', { 'cache-control': 'no-store' }],
  ])('takes the place of none, %s', async (_name, headers) => {
    const spoilt = { status: 200, body: BAD, headers };
    const { kept, origin, sharing, clock, server } = await openSharing({}, inTurn(well, spoilt));
    await readList(kept, origin, sharing().call);
    clock.now += FRESH_MS;

    const code = await refusalOf(kept, origin, sharing().call);
    await server.close();
    const stale = takingStale(sharing().call);
    await breakDown(kept, origin);
    const list = await readList(kept, origin, stale.call);

    expect([code, list, stale.ages]).toEqual(['BAD_RESPONSE', GOOD.list, [NOW]]);
  });

  it('is refused for each who shares it, and then given to nobody', async () => {
    const { kept, origin, sharing, clock, server } = await openSharing({}, inTurn(well, { status: 200, body: BAD }));
    await readList(kept, origin, sharing().call);
    clock.now += FRESH_MS;

    const codes = await Promise.all([1, 2, 3].map(() => refusalOf(kept, origin, sharing().call)));
    const shared = server.log().length;
    await server.close();
    const stale = takingStale(sharing().call);
    await breakDown(kept, origin);
    const list = await readList(kept, origin, stale.call);

    expect([codes, shared]).toEqual([['BAD_RESPONSE', 'BAD_RESPONSE', 'BAD_RESPONSE'], 2]);
    expect([list, stale.ages]).toEqual([GOOD.list, [NOW]]);
  });

  it('leaves the tag of the last good one to be asked by', async () => {
    const tagged = { ...well, headers: { etag: '"good"' } };
    const spoilt = { status: 200, body: BAD, headers: { etag: '"bad"' } };
    const held = { status: 304, headers: { etag: '"good"' } };
    const { kept, origin, sharing, clock, server } = await openSharing({}, inTurn(tagged, spoilt, held));
    await readList(kept, origin, sharing().call);
    clock.now += FRESH_MS;
    await refusalOf(kept, origin, sharing().call);

    const list = await readList(kept, origin, sharing().call);

    const tags = server.received.map(({ headers }) => headers['if-none-match']);
    expect([list, tags]).toEqual([GOOD.list, [undefined, '"good"', '"good"']]);
  });

  it('is asked for whole again, though others have taken it', async () => {
    const tagged = { status: 200, body: BAD, headers: { etag: '"bad"' } };
    const held = { status: 304, headers: { etag: '"bad"' } };
    const { kept, origin, send, sharing, clock, server } = await openSharing({}, inTurn(tagged, held, well));
    await send('/things');
    clock.now += FRESH_MS;

    const code = await refusalOf(kept, origin, sharing().call);
    const list = await readList(kept, origin, sharing().call);

    const tags = server.received.map(({ headers }) => headers['if-none-match']);
    expect([code, list, tags]).toEqual(['BAD_RESPONSE', GOOD.list, [undefined, '"bad"', undefined]]);
  });

  it('is given to nobody from then on, though others were given it before', async () => {
    const { kept, origin, send, sharing } = await openSharing({}, inTurn({ status: 200, body: BAD }, well));
    await send('/things');

    const { call, requests } = sharing();
    const code = await refusalOf(kept, origin, call);
    const list = await readList(kept, origin, sharing().call);

    expect([code, requests(), list]).toEqual(['BAD_RESPONSE', 0, GOOD.list]);
  });

  it('is refused where nothing is kept', async () => {
    const { kept, origin, sharing } = await openSharing({ keptBytes: 0 }, inTurn(well, { status: 200, body: BAD }));

    const list = await readList(kept, origin, sharing().call);

    expect([list, await refusalOf(kept, origin, sharing().call)]).toEqual([GOOD.list, 'BAD_RESPONSE']);
  });
});

type Reply = ReturnType<NonNullable<Parameters<typeof openSharing>[1]>>;

const well: Reply = { status: 200, body: GOOD };

/** One after the other; the last one stays. */
function inTurn(...replies: Reply[]): (received: Received) => Reply {
  return () => (replies.length > 1 ? replies.shift() : replies[0]) ?? well;
}

function readList(kept: ReadingClient, origin: string, call: Call): Promise<unknown> {
  return kept.read(get(origin), call, ({ body }) => {
    const { list = null } = Object(body) as { readonly list?: unknown };
    if (list !== null) return list;
    throw new ProviderError('BAD_RESPONSE', 'That is no list.');
  });
}

async function refusalOf(kept: ReadingClient, origin: string, call: Call): Promise<string> {
  return (await errorOf(readList(kept, origin, call))).code;
}

function takingStale(call: Call): { readonly call: Call; readonly ages: readonly string[] } {
  const ages: string[] = [];
  return { call: { ...call, onStale: (asOf) => ages.push(asOf) }, ages };
}

/** Asks until the breaker is open. */
async function breakDown(kept: ReadingClient, origin: string): Promise<void> {
  while (kept.status().breakers['read'] === 'CLOSED') await Promise.allSettled([kept.send(get(origin), createCall())]);
}
