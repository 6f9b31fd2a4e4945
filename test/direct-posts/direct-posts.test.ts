import { createYoga } from 'graphql-yoga';
import { expect, it } from 'vitest';
import { withDirectPosts } from '../../src/direct-posts/direct-posts.js';
import { listen } from '../../src/http/server.js';
import type { HttpHooks } from '../../src/plugins/gateway-plugin.js';

it('answers what fails inside with 500 and the request’s id, keeps the connection and tells of it', async () => {
  const told: unknown[] = [];
  const answered: number[] = [];
  const plugin: HttpHooks = {
    onRequest: ({ serverContext }) => void Object.assign(serverContext, { requestId: 'r-1' }),
    onRequestParse: ({ setRequestParser }) => setRequestParser(() => ({ query: '{ any }' })),
    onResultProcess() {
      throw new Error('a secret');
    },
    onResponse: ({ response }) => void answered.push(response.status),
  };
  const onError = (error: unknown, requestId?: string) => void told.push([String(error), requestId]);
  const options = { graphqlPath: '/graphql', plugins: [plugin], onError };
  const handle = withDirectPosts(createYoga({}), async () => ({ data: null }), options);
  const { url, stop } = await listen(handle, { host: '127.0.0.1', port: 0, onError: () => {} });

  const response = await fetch(`${url}/graphql`, { method: 'POST', body: '{}' });
  const body: unknown = await response.json();
  await stop(1000);

  expect(response.status).toBe(500);
  expect(body).toEqual({
    title: 'Internal Server Error',
    status: 500,
    detail: 'Something went wrong here; the request id finds it in our log.',
    requestId: 'r-1',
  });
  expect([told, answered]).toEqual([[['Error: a secret', 'r-1']], [500]]);
});

it('is told of, and written, at the end of the turn of the event loop in which it is made', async () => {
  const seen: string[] = [];
  const plugin: HttpHooks = {
    onRequest: () => void setImmediate(() => seen.push('the end of the turn')),
    onRequestParse: ({ setRequestParser }) => setRequestParser(() => ({ query: '{ any }' })),
    onResponse: () => void seen.push('the answer'),
  };
  const options = { graphqlPath: '/graphql', plugins: [plugin], onError: () => {} };
  const handle = withDirectPosts(createYoga({}), async () => ({ data: null }), options);
  const { url, stop } = await listen(handle, { host: '127.0.0.1', port: 0, onError: () => {} });

  const response = await fetch(`${url}/graphql`, { method: 'POST', body: '{}' });
  const body: unknown = await response.json();
  await stop(1000);

  expect(body).toEqual({ data: null });
  expect(seen).toEqual(['the end of the turn', 'the answer']);
});
