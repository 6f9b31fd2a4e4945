import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { toProblemResponse } from '../../http/problem.js';
import type { ServerContext } from '../server-context.js';

type Hooks = Pick<Plugin<object, ServerContext>, 'onRequest' | 'onResponse'>;

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
      async onRequest(event) {
        try {
          await onRequest(event);
        } catch (error) {
          const { requestId } = event.serverContext;
          tell(error, event.serverContext);
          const detail = 'Something went wrong here; the request id finds it in our log.';
          event.endResponse(toProblemResponse(500, detail, requestId));
        }
      },
    }),
    ...(onResponse && {
      async onResponse(event) {
        try {
          await onResponse(event);
        } catch (error) {
          tell(error, event.serverContext);
        }
      },
    }),
  };
  return { ...plugin, ...hooks };
}
