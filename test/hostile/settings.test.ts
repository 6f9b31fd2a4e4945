import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAll, toBytes, toReply } from './raw.js';
import { createListeningWorld, type ListeningWorld } from './world.js';

const ORIGIN = 'https://app.example';
const QUERY = JSON.stringify({ query: '{ __typename }' });
const PAGE = { method: 'GET', headers: { accept: 'text/html', authorization: undefined } };

describe('a gateway with GraphiQL and one other origin, and without introspection', () => {
  let listening: ListeningWorld;
  beforeAll(async () => {
    const server = { graphiql: true, schemaFile: true, introspection: false, corsOrigins: [ORIGIN] };
    listening = await createListeningWorld({ server });
  });
  afterAll(() => listening.close());
  const ask = async (query: string) => (await listening.send({ body: JSON.stringify({ query }) })).body;

  it('tells nothing of the schema to queries', async () => {
    const answers = await Promise.all(
      ['{ __schema { types { name } } }', '{ __type(name: "Ticket") { name } }', '{ tickets { node } }'].map(ask),
    );

    expect(answers[0]).toMatch(/introspection has been disabled/);
    expect(answers[1]).toMatch(/introspection has been disabled/);
    expect(answers[2]).toMatch(/Cannot query field/);
    for (const answer of answers) expect(answer).not.toMatch(/Did you mean|"data"/);
  });

  it('does not tell what there is where variables do not fit', async () => {
    const query = 'query Q($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }';
    const filters = [{ status: { eq: 'NO' } }, { no: 1 }];
    const replies = await Promise.all(
      filters.map((filter) => listening.send({ body: JSON.stringify({ query, variables: { filter } }) })),
    );

    expect(replies.map(({ body }) => JSON.parse(body).errors[0].message)).toEqual([
      'Variable "$filter" at filter.status.eq: Expected type TicketStatus.',
      'Variable "$filter": There is a field that TicketFilter does not have.',
    ]);
  });

  it('answers the preflight of the other origin, and lets its pages read, without credentials', async () => {
    const headers = { origin: ORIGIN, 'access-control-request-method': 'POST', authorization: undefined };

    const preflight = await listening.send({ method: 'OPTIONS', headers });
    const asked = await listening.send({ headers: { origin: ORIGIN }, body: QUERY });

    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': expect.stringContaining('authorization'),
      vary: 'Origin',
    });
    expect([asked.status, asked.headers['access-control-allow-origin'], asked.headers['vary']]).toEqual([
      200,
      ORIGIN,
      'Origin',
    ]);
    for (const reply of [preflight, asked])
      expect(reply.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each([
    'https://app.example.evil',
    'https://evil-app.example',
    'http://app.example',
    'HTTPS://APP.EXAMPLE',
    'null',
  ])('lets no page of %s read', async (origin) => {
    const { status, headers } = await listening.send({ headers: { origin }, body: QUERY });

    expect([status, headers['vary']]).toEqual([403, 'Origin']);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('lets the script of GraphiQL run, and no other', async () => {
    const { status, headers, body } = await listening.send(PAGE);
    const policy = headers['content-security-policy'] ?? '';
    const start = body.indexOf('<script>', body.indexOf('<div id="root">')) + '<script>'.length;
    const script = body.slice(start, body.indexOf('</script>', start));

    expect(status).toBe(200);
    expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}';`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toMatch(/default-src 'none';.*frame-ancestors 'none'/);
    // A browser makes line ends alike before it takes the hash.
    expect(script).not.toContain('\r');
    expect(body.slice(0, start) + body.slice(start + script.length)).not.toMatch(/ on\w+=|javascript:/);
  });

  it('does not send the page to a browser that has it', async () => {
    const { headers } = await listening.send(PAGE);
    const tag = headers['etag'] ?? '';
    const sendWith = (known: string) =>
      listening.send({ ...PAGE, headers: { ...PAGE.headers, 'if-none-match': known } });

    for (const known of [tag, `W/${tag}`, `"another", ${tag}`, '*'])
      expect(await sendWith(known), known).toMatchObject({ status: 304, body: '' });
    expect(await sendWith('"another"')).toMatchObject({ status: 200 });
  });

  it('says on each answer that it is not to be kept, sniffed or framed', async () => {
    const { headers } = await listening.send({ body: QUERY });

    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('stops reading a body that is too long', async () => {
    const socket = connect(listening.port, '127.0.0.1');
    const answered = readAll(socket);
    socket.write(toBytes({ headers: { 'content-length': '1000000000', connection: 'keep-alive' } }, listening.token));
    const chunk = Buffer.alloc(65_536, ' ');
    const more = () => socket.write(chunk, (error) => !error && setImmediate(more));
    more();

    const { status } = toReply(await answered);

    expect(status).toBe(413);
    // What the system takes in for a socket that nobody reads, at both ends.
    expect(socket.bytesWritten).toBeLessThan(30_000_000);
  });
});
