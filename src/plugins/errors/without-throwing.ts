import type { Logger } from 'pino';
import { toFaultResponse } from '../../http/problem.js';
import type { HttpHooks } from '../gateway-plugin.js';
import type { ServerContext } from '../server-context.js';

type Hooks = Pick<HttpHooks, 'onRequest' | 'onResponse'>;

/**
 * The plugin with an HTTP 500 of our own where it throws while it looks at a request, and nothing where it throws at an
 * answer. Yoga would send the stack to the client.
 */
export function withoutThrowing<Plugged extends Hooks>(plugin: Plugged, log: Logger): Plugged {
  const { onRequest, onResponse }: Hooks = plugin;
  const tell = (error: unknown, { requestId }: ServerContext) => {
    log.error({ requestId, err: error }, 'A request failed inside.');
  };
  const hooks: Hooks = {
    ...(onRequest && {
      onRequest: (event) =>
        catching(
          () => onRequest(event),
          (error) => {
            tell(error, event.serverContext);
            event.endResponse(toFaultResponse(event.serverContext.requestId));
          },
        ),
    }),
    ...(onResponse && {
      onResponse: (event) =>
        catching(
          () => onResponse(event),
          (error) => tell(error, event.serverContext),
        ),
    }),
  };
  return { ...plugin, ...hooks };
}

/** Waits only for what takes time: most hooks are done at once. */
function catching(hook: () => void | Promise<void>, onError: (error: unknown) => void): void | Promise<void> {
  try {
    return hook()?.catch(onError);
  } catch (error) {
    return onError(error);
  }
}
