import type { Params } from '../../operation/run-operation.js';
import type { GatewayPlugin } from '../gateway-plugin.js';
import type { RunRequest } from './run-request.js';

/** Lets Yoga run operations as the direct way of a request does, instead of by its engine. */
export function useRequestRunner(run: RunRequest): GatewayPlugin {
  return {
    onParams({ params, request, context, setParamsHandler }) {
      // They come from our own reader, which wants a query.
      setParamsHandler(() => run(params as Params, request, context));
    },
  };
}
