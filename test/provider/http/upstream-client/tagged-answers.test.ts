import { describe, expect, it } from 'vitest';
import { createCall, errorOf, get, patch } from '../calls.js';
import type { Received } from '../test-server.js';
import { FRESH_MS, openSharing } from './sharing-client.js';

describe('an answer with a tag', () => {
  const tagged = ({ headers }: Received) =>
    headers['if-none-match'] === '"one"'
      ? { status: 304, headers: { etag: '"one"' } }
      : { status: 200, headers: { etag: '"one"' } };

  it('is fresh again when the upstream says that it still holds', async () => {
    const { send, clock, server } = await openSharing({}, tagged);
    const first = await send('/things');

    clock.now += FRESH_MS;
    const second = await send('/things');
    clock.now += FRESH_MS - 1;
    const third = await send('/things');

    expect(second).toMatchObject({ status: 200, requests: 1, ages: [] });
    expect(second.body).toEqual(first.body);
    expect(third).toMatchObject({ requests: 0, ages: ['2026-03-02T09:00:01.000Z'] });
    expect(third.body).toBe(second.body);
    expect(server.received.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']);
  });

  it('is the very same for all who ask at once whether it still holds', async () => {
    const { send, clock, server } = await openSharing({}, tagged);
    await send('/things');

    clock.now += FRESH_MS;
    const [one, other] = await Promise.all([send('/things'), send('/things')]);

    expect(other.body).toBe(one.body);
    expect(server.log()).toHaveLength(2);
  });

  it('is another one when it has changed', async () => {
    const { send, clock } = await openSharing({}, ({ headers }) => ({
      status: 200,
      headers: { etag: headers['if-none-match'] ? '"two"' : '"one"' },
    }));
    await send('/things');

    clock.now += FRESH_MS;

    expect(await send('/things')).toMatchObject({ status: 200, body: { number: 2 }, requests: 1 });
    expect(await send('/things')).toMatchObject({ status: 200, body: { number: 2 }, requests: 0 });
  });

  it('is not asked for by its tag beside a write', async () => {
    const { kept, origin, send, server } = await openSharing({}, tagged);
    await send('/things');

    const { status } = await kept.send(get(origin), { ...createCall(), asksAnew: true });

    expect(status).toBe(200);
    expect(server.received.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
  });

  it('that has become stale still holds after a write, if the upstream says so', async () => {
    const { kept, origin, send } = await openSharing({}, tagged);
    await send('/things');
    await kept.send(patch(origin), createCall());

    const { body, requests } = await send('/things');

    expect([body, requests]).toEqual([{ target: '/things', number: 1 }, 1]);
    expect(await send('/things')).toMatchObject({ requests: 0 });
  });

  it('that nobody asked for is a bad answer, and so is a 304 without one', async () => {
    const { kept, origin, sharing } = await openSharing({}, () => ({ status: 304 }));

    const error = await errorOf(kept.send(get(origin), sharing().call));

    expect(error.code).toBe('BAD_RESPONSE');
  });
});

describe('what the upstream says of keeping', () => {
  it('no-store is kept for nobody, and takes the place of what was', async () => {
    let isSecret = false;
    const { send, clock, keepsNothing } = await openSharing({}, () => ({
      status: 200,
      headers: isSecret ? { 'cache-control': 'no-store' } : {},
    }));
    await send('/things');
    clock.now += FRESH_MS;
    isSecret = true;
    await send('/things');

    expect(await send('/things')).toMatchObject({ requests: 1 });
    expect(await keepsNothing('/things')).toBe(true);
  });

  it('max-age makes it less, unless it is not meant for us', async () => {
    const headers = { 'cache-control': 'max-age=0, private, must-revalidate' };
    const heeding = await openSharing({}, () => ({ status: 200, headers }));
    const ignoring = await openSharing({ heedsMaxAge: false }, () => ({ status: 200, headers }));
    await heeding.send('/things');
    await ignoring.send('/things');

    expect(await heeding.send('/things')).toMatchObject({ requests: 1 });
    expect(await ignoring.send('/things')).toMatchObject({ requests: 0 });
  });
});
