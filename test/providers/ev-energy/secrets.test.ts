import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/provider/provider-error.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json, startTestServer, type Answer } from '../../provider/http/test-server.js';
import { ACCESS_TOKEN, CLIENT_SECRET, open, ticketId } from './upstream.js';

const PERSONAL = 'somebody@example.test';

/** Everything that an error could hand to a log, its causes included. */
function printed(error: ProviderError): string {
  return inspect(error, { depth: 20, showHidden: true, maxStringLength: null });
}

describe('an error', () => {
  it.each<[string, Answer]>([
    ...[302, 400, 401, 403, 406, 408, 418, 429, 500, 503, 504].map((status): [string, Answer] => [
      String(status),
      json(status, { title: PERSONAL, detail: PERSONAL, token: ACCESS_TOKEN, secret: CLIENT_SECRET }),
    ]),
    ['broken JSON', (_received, response) => response.end(`{"${PERSONAL}": ${ACCESS_TOKEN}`)],
    ['another shape', json(200, { email: PERSONAL, secret: CLIENT_SECRET })],
    [
      'a broken answer',
      (_received, response) => response.writeHead(200).write(PERSONAL, () => response.socket?.destroy()),
    ],
    ['no HTTP', (_received, response) => response.socket?.end(`${PERSONAL}\r\n\r\n`)],
  ])('holds no secret, no text of the upstream and no value of the query: %s', async (_name, answer) => {
    const target = 'GET /support_tickets?page_size=100&external_ticket_id=somebody@example.test';
    const { provider } = await open(() => ({ [target]: answer }));

    const error = await errorOf(
      provider.listTickets(
        {
          filter: [{ field: 'externalTicketId', operator: 'eq', value: PERSONAL }],
          order: null,
          after: null,
          limit: 10,
          cursor: null,
          expand: { user: false, messages: false },
        },
        createCall(),
      ),
    );

    expect(error.message).toMatch(/^GET \/support_tickets: /);
    for (const secret of [PERSONAL, ACCESS_TOKEN, CLIENT_SECRET, 'somebody%40example.test']) {
      expect(printed(error)).not.toContain(secret);
    }
  });

  it('of a refused secret does not hold it', async () => {
    const issuer = await startTestServer(json(401, { error: 'invalid_client', error_description: CLIENT_SECRET }));
    const { provider } = await open(() => ({}), { options: { tokenUrl: `${issuer.origin}/token` } });

    const error = await errorOf(provider.probe(createCall()));
    await issuer.close();

    expect(error.code).toBe('UNAUTHENTICATED');
    expect(printed(error)).not.toContain(CLIENT_SECRET);
    expect(printed(error)).not.toContain(Buffer.from(`client-id:${CLIENT_SECRET}`).toString('base64'));
  });

  it('names a path by its form, not by an id', async () => {
    const { provider } = await open(() => ({ [`GET /support_tickets/${ticketId(1)}`]: json(500, {}) }));

    const [slot] = await provider.getTickets([ticketId(1)], { user: false, messages: false }, createCall());

    expect(slot).toBeInstanceOf(ProviderError);
    expect(slot).toMatchObject({ message: 'GET /support_tickets/{id}: answered 500. Try again later.' });
  });
});
