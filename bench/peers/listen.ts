import type { Server } from 'node:net';

/** Takes a free port of this machine, and says on standard output where it listens. */
export function listenOn(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('The server has no port.'));
      announce(address.port);
      resolve();
    });
  });
}

export function announce(port: number): void {
  process.stdout.write(`listens on http://127.0.0.1:${port}/graphql\n`);
}
