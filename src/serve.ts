import { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
import { listen, type Listening } from './server.js';

const GRACE_MS = 8000;

export interface Serving {
  readonly gateway: Gateway;
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
  /** Lets running requests finish, then closes the gateway. */
  stop(): Promise<void>;
}

/** Starts a gateway on the port of its configuration. @throws ListenError, StoreError */
export async function serve(options: GatewayOptions): Promise<Serving> {
  const { host, port } = options.config.server;
  const gateway = await createGateway(options);
  const listening = await listenOrClose(gateway, host, port);
  return {
    gateway,
    url: listening.url,
    async stop() {
      await listening.stop(GRACE_MS);
      await gateway.close();
    },
  };
}

async function listenOrClose(gateway: Gateway, host: string, port: number): Promise<Listening> {
  try {
    return await listen(gateway.yoga, host, port);
  } catch (error) {
    await gateway.close();
    throw error;
  }
}
