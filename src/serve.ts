import { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
import { listen, type Listening, type ListenOptions } from './server.js';

/** A request ends at its deadline; its answer has to be written too. */
const ANSWERING_MS = 1000;

export interface Serving {
  readonly gateway: Gateway;
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
  /** Lets running requests finish, then closes the gateway. */
  stop(): Promise<void>;
}

/** Starts a gateway on the port of its configuration. @throws ListenError, StoreError */
export async function serve(options: GatewayOptions): Promise<Serving> {
  const { config, log } = options;
  const gateway = await createGateway(options);
  const onError = (error: Error) => log.error({ err: error }, 'The server failed.');
  const listening = await listenOrClose(gateway, { ...config.server, onError });
  return {
    gateway,
    url: listening.url,
    async stop() {
      await listening.stop(config.limits.deadlineMs + ANSWERING_MS);
      await gateway.close();
    },
  };
}

async function listenOrClose(gateway: Gateway, options: ListenOptions): Promise<Listening> {
  try {
    return await listen(gateway.yoga, options);
  } catch (error) {
    await gateway.close();
    throw error;
  }
}
