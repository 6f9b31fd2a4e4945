import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type Started } from './started.js';

const CREATE = `mutation Create($input: CreateTicketInput!) { createTicket(input: $input) { __typename
  ... on CreateTicketPayload { ticket { id version } } } }`;
const READ = `query Read($id: ID!) { ticket(id: $id) { id subject version messages { nodes { text } } } }`;
const INPUT = { idempotencyKey: 'once', backend: 'desk', subject: 'No charge', text: 'It does not charge.' };

interface Opened {
  readonly createTicket: { readonly ticket?: { readonly id: string; readonly version: string } };
}

describe('a gateway that is stopped and started again over the same folder', () => {
  let folder: string;
  const started: Started[] = [];
  const start = async () => {
    const settings = {
      server: { port: 0, drainDelayMs: 0 },
      store: { dataDirectory: folder },
      backends: [{ key: 'desk', provider: 'local' }],
    };
    const gateway = await startGateway({ settings });
    started.push(gateway);
    return gateway;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-restart-'));
  });
  afterAll(async () => {
    await Promise.all(started.map((gateway) => gateway.dispose()));
    await rm(folder, { recursive: true, force: true });
  });

  it('has what was written, and knows the same write again', async () => {
    const before = await start();
    const opened = await ask<Opened>(before, CREATE, { input: INPUT });
    const id = opened.createTicket.ticket?.id;

    before.kill('SIGTERM');
    const exit = await before.exited;
    const left = await readdir(folder);
    const after = await start();
    const found = await ask(after, READ, { id });
    const again = await ask<Opened>(after, CREATE, { input: INPUT });

    expect(exit).toMatchObject({ code: 0, signal: null });
    expect(left).toEqual(['pgdata']);
    const messages = { nodes: [{ text: INPUT.text }] };
    expect(found).toEqual({ ticket: { ...opened.createTicket.ticket, subject: INPUT.subject, messages } });
    expect(again).toEqual(opened);
  });
});

async function ask<Data>({ url, token }: Started, query: string, variables: object): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { readonly data?: Data; readonly errors?: unknown };
  if (!data || errors) throw new Error(`HTTP ${response.status}: ${JSON.stringify(errors)}`);
  return data;
}
