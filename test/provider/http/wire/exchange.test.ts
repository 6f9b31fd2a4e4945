import { getEventListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import { expect, it } from 'vitest';
import { exchange } from '../../../../src/provider/http/wire/exchange.js';
import { reasonOf } from '../calls.js';

it('leaves nothing behind when the request cannot even begin', async () => {
  const refusal = new TypeError('invalid request path');
  const dispatcher = {
    dispatch() {
      throw refusal;
    },
  } as unknown as Dispatcher;
  const { signal } = new AbortController();
  const request = { method: 'GET', url: new URL('http://upstream.test/'), headers: {}, body: null } as const;

  const reason = await reasonOf(exchange(dispatcher, request, { timeoutMs: 60_000, maxResponseBytes: 1 }, signal));

  expect(reason).toBe(refusal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
