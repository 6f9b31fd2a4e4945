import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEvEnergySimulator } from '../../../src/simulators/ev-energy/index.js';
import { createCaller, requestToken, startSimulator, type Caller, type Started } from './start.js';

let started: Started;
let caller: Caller;

beforeAll(async () => {
  started = await startSimulator();
  caller = await started.connect(started.simulator.credentials.allAreas);
});

afterEach(() => started.simulator.heal());
afterAll(() => started.simulator.close());

const onTickets = ({ path }: { path: string }): boolean => path.startsWith('/v2/support_tickets');

describe('a fault', () => {
  it('answers something else, as often as told, to matching requests', async () => {
    const { simulator } = started;
    simulator.fail({
      match: onTickets,
      times: 2,
      with: { status: 503, headers: { 'Retry-After': '7' }, body: { title: 'Down' } },
    });

    const other = await caller.send('/users');
    const first = await caller.send('/support_tickets');
    const second = await caller.send('/support_tickets');
    const third = await caller.send('/support_tickets');

    expect([other, first, second, third].map(({ status }) => status)).toEqual([200, 503, 503, 200]);
    expect(first.headers.get('retry-after')).toBe('7');
    expect(first.body).toEqual({ title: 'Down' });
  });

  it('lasts until it is removed', async () => {
    const remove = started.simulator.fail({ match: () => true, with: { status: 500 } });
    const before = await caller.send('/users');

    remove();
    const after = await caller.send('/users');

    expect([before.status, after.status]).toEqual([500, 200]);
  });

  it('sends a string body as it is', async () => {
    started.simulator.fail({ match: onTickets, with: { status: 502, body: '<h1>Bad gateway</h1>' } });

    const response = await fetch(`${started.simulator.baseUrl}/support_tickets`);

    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await response.text()).toBe('<h1>Bad gateway</h1>');
  });

  it('cuts the JSON of an otherwise good answer', async () => {
    started.simulator.fail({ match: onTickets, with: 'cut-json' });
    const headers = { Authorization: `Bearer ${caller.token}` };

    const response = await fetch(`${started.simulator.baseUrl}/support_tickets`, { headers });

    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it('resets the connection', async () => {
    started.simulator.fail({ match: onTickets, with: 'reset' });

    await expect(caller.send('/support_tickets')).rejects.toThrow(TypeError);
  });

  it('applies to the token endpoint too', async () => {
    started.simulator.fail({ match: ({ path }) => path.startsWith('/o/'), with: { status: 500 } });

    const response = await fetch(started.simulator.tokenUrl, { method: 'POST' });

    expect(response.status).toBe(500);
  });

  it('hangs until the simulator closes', async () => {
    const { simulator, connect } = await startSimulator();
    const visitor = await connect(simulator.credentials.user);
    simulator.fail({ match: onTickets, with: 'hang' });

    const hanging = visitor.send('/support_tickets');
    const raced = await Promise.race([hanging, new Promise((resolve) => setTimeout(resolve, 50, 'silence'))]);
    const ended = expect(hanging).rejects.toThrow(TypeError);
    await simulator.close();

    expect(raced).toBe('silence');
    await ended;
  });
});

describe('the simulator', () => {
  it('logs what arrived, with method and query', async () => {
    const { requests } = started.simulator;
    requests.clear();

    await caller.send('/support_tickets?page_size=2&status=Open');
    await caller.patch('/support_tickets/unknown', {});

    expect(requests.entries.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v2/support_tickets?page_size=2&status=Open',
      'PATCH /v2/support_tickets/unknown',
    ]);
  });

  it('answers after the delay, which closing cuts short', async () => {
    const slow = createEvEnergySimulator({ delayMs: 60_000 });
    const { url } = await slow.listen(0);
    const answer = expect(fetch(url)).rejects.toThrow(TypeError);
    while (slow.requests.entries.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));

    await slow.close();

    await answer;
  });

  it('has URLs only while it listens, and can listen again', async () => {
    const simulator = createEvEnergySimulator();
    expect(() => simulator.url).toThrow('not listening');

    const first = await simulator.listen(0);
    await expect(simulator.listen(0)).rejects.toThrow('already listens');
    expect([simulator.baseUrl, simulator.tokenUrl]).toEqual([`${first.url}/v2`, `${first.url}/o/token/`]);
    await simulator.close();
    await simulator.close();
    const second = await simulator.listen(first.port);
    await simulator.close();

    expect(second).toEqual(first);
  });

  it('writes its public URL into links when it has one', async () => {
    const publicUrl = 'http://ev-energy.example:4010';
    const proxied = createEvEnergySimulator({ publicUrl });
    const { port } = await proxied.listen(0);
    const privateUrl = `http://127.0.0.1:${port}`;
    const { clientId, clientSecret } = proxied.credentials.allAreas;

    const form = { grant_type: 'client_credentials', scope: '' };
    const { body } = await requestToken(`${privateUrl}/o/token`, { clientId, clientSecret }, form);
    const visitor = createCaller(`${privateUrl}/v2`, (body as { access_token: string }).access_token);
    const { headers } = await visitor.send('/support_tickets');
    await proxied.close();

    expect(headers.get('link')).toContain(`<${publicUrl}/v2/support_tickets?`);
  });

  it('refuses credentials for someone who is not in the data', () => {
    const holders = { userId: 'user00000000000000000000000000' };

    expect(() => createEvEnergySimulator({ holders })).toThrow(RangeError);
  });
});
