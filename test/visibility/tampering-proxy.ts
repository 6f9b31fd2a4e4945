import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong between the gateway and an upstream. */
export interface Tampering {
  /** Nothing is passed on before that. */
  readonly before?: Promise<void>;
  /** Where a request goes instead, path and query. */
  readonly toPath?: (path: string) => string;
  /** What comes back instead, of JSON. */
  readonly toBody?: (body: unknown, path: string) => unknown;
}

export interface TamperingProxy {
  readonly url: string;
  /** In force from now on; `{}` lets everything through as it is. */
  tamper(tampering: Tampering): void;
  close(): Promise<void>;
}

/** A server that passes requests on to another one, and not quite as they are. @param target origin, asked each time */
export async function createTamperingProxy(target: () => string): Promise<TamperingProxy> {
  let tampering: Tampering = {};
  const server = createServer((request, response) => {
    pass(request, response, target(), tampering).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tamper: (next) => void (tampering = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(request: IncomingMessage, response: ServerResponse, origin: string, tampering: Tampering) {
  await tampering.before;
  const { toPath = (path: string) => path, toBody = (body: unknown) => body } = tampering;
  const { method = 'GET', url = '/' } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { host = '', connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const answer = await fetch(origin + toPath(url), {
    method,
    headers: headers as Record<string, string>,
    ...(body.length > 0 && { body }),
  });
  const text = await answer.text();
  const { 'content-length': _size, link, ...rest } = Object.fromEntries(answer.headers);
  const isJson = (rest['content-type'] ?? '').includes('json') && answer.ok;
  // A list goes on where it came from.
  response.writeHead(answer.status, { ...rest, ...(link && { link: link.replaceAll(origin, `http://${host}`) }) });
  response.end(isJson ? JSON.stringify(toBody(JSON.parse(text), url)) : text);
}
