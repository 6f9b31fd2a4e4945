import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

/** A key server on loopback that does what it is told, and counts. */
export interface KeyServer {
  readonly url: URL;
  hits: number;
  answer: RequestListener;
  close(): Promise<void>;
}

export async function startKeyServer(answer: RequestListener): Promise<KeyServer> {
  const server = createServer((request, response) => {
    keyServer.hits += 1;
    keyServer.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const keyServer: KeyServer = {
    url: new URL(`http://127.0.0.1:${port}/keys`),
    hits: 0,
    answer,
    close() {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
  return keyServer;
}

export function answerKeys(...keys: readonly JWK[]): RequestListener {
  return (_request, response) => response.end(JSON.stringify({ keys }));
}

export function answerText(status: number, text: string): RequestListener {
  return (_request, response) => response.writeHead(status).end(text);
}
