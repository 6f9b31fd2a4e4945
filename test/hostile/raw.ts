import { connect, type Socket } from 'node:net';

/** What came back over a socket of our own, for requests that no HTTP client would send. */
export interface Reply {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  /** Besides Host, Authorization and Connection: close. Undefined leaves one of those out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Lines of headers as they are. */
  readonly lines?: readonly string[];
  readonly body?: string | Buffer;
}

const GIVE_UP_MS = 45_000;

/** The bytes of a request; `content-length` is right unless told. */
export function toBytes(request: RawRequest, token: string): Buffer {
  const { method = 'POST', target = '/graphql', lines = [], body = '' } = request;
  const headers = {
    host: 'gateway.test',
    authorization: `Bearer ${token}`,
    connection: 'close',
    ...(method === 'POST' && { 'content-type': 'application/json' }),
    ...(body.length > 0 && { 'content-length': String(Buffer.byteLength(body)) }),
    ...request.headers,
  };
  const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const head = [`${method} ${target} HTTP/1.1`, ...given, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
}

/** Sends bytes and reads until the server ends the connection. */
export async function exchange(port: number, bytes: Buffer | string): Promise<Reply> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return toReply(await readAll(socket));
}

/** All that comes until the end; a reset is an end. */
export function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server did not end the connection.')), GIVE_UP_MS);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString());
    });
  });
}

/** The last of the answers: an interim one comes before. */
export function toReply(text: string): Reply {
  const answer = text.replace(/^HTTP\/1\.1 1\d\d .*?\r\n\r\n/s, '');
  const end = answer.indexOf('\r\n\r\n');
  const [status = '', ...lines] = answer.slice(0, Math.max(end, 0)).split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => toPair(line)));
  const body = answer.slice(end + 4);
  return {
    status: Number(status.split(' ')[1] ?? 0),
    headers,
    body: headers['transfer-encoding'] === 'chunked' ? unchunk(body) : body,
  };
}

function toPair(line: string): [string, string] {
  const at = line.indexOf(':');
  return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
}

function unchunk(body: string): string {
  const bytes = Buffer.from(body);
  const end = bytes.indexOf('\r\n');
  const size = Number.parseInt(bytes.toString('latin1', 0, Math.max(end, 0)), 16);
  if (!(size > 0)) return '';
  return bytes.toString('utf8', end + 2, end + 2 + size) + unchunk(bytes.toString('utf8', end + 4 + size));
}
