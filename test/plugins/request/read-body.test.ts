import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { readBody } from '../../../src/plugins/request/read-body.js';

const REQUEST = new Request('http://gateway.test/graphql', { method: 'POST' });

it('refuses a body that broke off before it was read', { timeout: 5000 }, async () => {
  const message = new IncomingMessage(new Socket());
  message.destroy();

  await expect(readBody(REQUEST, message, 100)).rejects.toThrow('The body breaks off.');
});

it('refuses a body that breaks off without an error', { timeout: 5000 }, async () => {
  const message = new IncomingMessage(new Socket());
  const body = readBody(REQUEST, message, 100);
  message.push('{');
  message.destroy();

  await expect(body).rejects.toThrow('The body breaks off.');
});
