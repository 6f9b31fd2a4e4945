import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, createTicket, startSimulator, type Started } from './start.js';

let started: Started;

beforeEach(async () => {
  started = await startSimulator({ data: createDesk([createTicket({ id: 1 })]) });
});

afterEach(() => started.simulator.close());

const isSubmission = ({ path }: { readonly path: string }): boolean => path.endsWith('/tickets/post_update');

describe('a simulator that misbehaves', () => {
  it('can be unavailable for a while', async () => {
    const body = { error: 'Down' };
    started.simulator.fail({ match: () => true, times: 1, with: { status: 503, body } });

    const first = await started.call('tickets/all');
    const second = await started.call('tickets/all');

    expect([first.status, first.body, second.status]).toEqual([503, body, 200]);
  });

  it('can carry out a write and lose the answer', async () => {
    started.simulator.fail({ match: isSubmission, times: 1, with: 'lose-answer' });

    const call = started.call('tickets/post_update', { ticket: 'AA-000001', message: 'Hello' });

    await expect(call).rejects.toThrow('fetch failed');
    expect(started.simulator.data.tickets[0]?.updates.map(({ message }) => message)).toEqual(['Hello']);
  });

  it('keeps what it was asked', async () => {
    await started.call('tickets/ticket', { ticket: 'AA-000001' });

    const [request] = started.simulator.requests.entries;
    expect([request?.method, request?.path, request?.body?.toString()]).toEqual([
      'POST',
      '/api/v2/tickets/ticket',
      'ticket=AA-000001',
    ]);
  });

  it('can be reached at a URL of its own', async () => {
    const own = await startSimulator({ data: createDesk([]), publicUrl: 'https://support.example.com' });

    const { url, baseUrl } = own.simulator;
    await own.simulator.close();

    expect([url, baseUrl]).toEqual(['https://support.example.com', 'https://support.example.com']);
  });
});
