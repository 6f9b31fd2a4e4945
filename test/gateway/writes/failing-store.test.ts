import { expect, it } from 'vitest';
import { ask } from '../ask.js';
import { createWorld } from '../world.js';

const CREATE = `mutation Create($input: CreateTicketInput!) {
  createTicket(input: $input) { __typename ... on UserError { message } } }`;

it('logs a write that fails for the store once, with the cause and the request, and no word of what was written', async () => {
  const lines: string[] = [];
  const world = await createWorld({ tickets: 5, logTo: { write: (line) => void lines.push(line) } });
  const [user] = world.simulator.data.users;
  const token = await world.token({ user: user?.id ?? null, scope: 'support:read support:write' });
  const create = (idempotencyKey: string) => {
    const input = { idempotencyKey, backend: 'desk', subject: 'planted-subject', text: 'planted-text' };
    return ask(world.gateway, CREATE, { token, variables: { input }, headers: { 'x-request-id': idempotencyKey } });
  };
  const first = await create('first');
  await world.gateway.store.close();
  lines.length = 0;

  const { data } = await create('planted-second');
  await world.close();

  const message = 'The log of writes could not be used. Try again later.';
  expect(first.data).toEqual({ createTicket: { __typename: 'CreateTicketPayload' } });
  expect(data).toEqual({ createTicket: { __typename: 'UpstreamError', message } });
  expect(lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ level }) => level !== 30)).toEqual([
    expect.objectContaining({
      level: 40,
      requestId: 'planted-second',
      operation: 'writeLog.begin',
      code: 'UNAVAILABLE',
      causeCode: 'CLOSED',
      msg: message,
    }),
  ]);
  expect(lines.join('')).not.toMatch(/planted-(?:subject|text)/);
});
