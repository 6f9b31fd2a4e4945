import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { processRegularResult, type FetchAPI } from 'graphql-yoga';
import type { Params } from '../operation/run-operation.js';
import { RenderedAnswer } from '../operation/rendered-answer.js';
import { toPublicError } from '../plugins/errors/public-error.js';
import { toFaultResponse } from '../http/problem.js';
import { createTurnEnd } from '../http/turn-end.js';
import type { HttpHooks } from '../plugins/gateway-plugin.js';
import type { RunRequest } from '../plugins/operation/run-request.js';
import type { ServerContext } from '../plugins/server-context.js';
import { AnswerHeaders, toAnswer, write, type Answer } from './answer.js';
import { collectHooks } from './hooks.js';
import { NodeRequest } from './node-request.js';

export interface DirectPostsOptions {
  readonly graphqlPath: string;
  /** The plugins that Yoga has, in the same order. */
  readonly plugins: readonly HttpHooks[];
  /** Told of what should not have happened: the request is answered with 500, or where that fails, its connection ended. */
  readonly onError: (error: unknown, requestId?: string) => void;
}

type Yoga = RequestListener & { readonly fetchAPI: FetchAPI };

/**
 * Serves POST to the GraphQL endpoint straight from Node, and the rest through Yoga. Plugins, limits and the execution are
 * the same; what is spared is a Request and a Response of the Fetch standard for each query, which cost more than a small
 * query itself.
 */
export function withDirectPosts(yoga: Yoga, run: RunRequest, options: DirectPostsOptions): RequestListener {
  const { graphqlPath, onError } = options;
  const { onRequest, onRequestParse, onResultProcess, onResponse } = collectHooks(options.plugins);
  const turnEnd = createTurnEnd();

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = new NodeRequest(message, response);
    // The hooks fill it, as Yoga has it.
    const serverContext = { req: message, res: response } as unknown as ServerContext;
    const answer = await toOwnAnswer(request, serverContext);
    await turnEnd();
    for (const hook of onResponse) {
      const done = hook({ request, response: answer, serverContext });
      if (done) await done;
    }
    write(answer, response);
  }

  async function toOwnAnswer(request: NodeRequest, serverContext: ServerContext): Promise<Answer> {
    try {
      let refusal: Response | null = null;
      const endResponse = (response: Response) => {
        refusal = response;
      };
      for (const hook of onRequest) {
        const done = hook({ request, url: request.url, serverContext, endResponse });
        if (done) await done;
        if (refusal) return await toAnswer(refusal);
      }
      return await toResultAnswer(await execute(request, serverContext), request, serverContext);
    } catch (error) {
      const { requestId } = serverContext;
      onError(error, requestId);
      return toAnswer(toFaultResponse(requestId));
    }
  }

  function toResultAnswer(
    executed: ExecutionResult,
    request: NodeRequest,
    serverContext: ServerContext,
  ): Answer | Promise<Answer> {
    let result = executed;
    const setResult = (changed: ExecutionResult) => {
      result = changed;
    };
    for (const hook of onResultProcess) hook({ result, serverContext, setResult });
    const mediaType = request.headers.get('accept') ?? 'application/json';
    // Errors may tell a status and headers, which Yoga knows how to read.
    if (result.errors) return toAnswer(processRegularResult(result, yoga.fetchAPI, mediaType));
    const headers = new AnswerHeaders([['content-type', `${mediaType}; charset=utf-8`]]);
    return { status: 200, headers, body: result instanceof RenderedAnswer ? result.json : JSON.stringify(result) };
  }

  async function execute(request: NodeRequest, serverContext: ServerContext): Promise<ExecutionResult> {
    try {
      return await run(await readParams(request, serverContext), request, serverContext);
    } catch (error) {
      return { errors: [toPublicError(error)] };
    }
  }

  function readParams(request: NodeRequest, serverContext: ServerContext): Params | Promise<Params> {
    let parse: (() => Params | Promise<Params>) | null = null;
    const setRequestParser = (parser: NonNullable<typeof parse>) => {
      parse = parser;
    };
    for (const hook of onRequestParse) hook({ request, url: request.url, serverContext, setRequestParser });
    return (parse ?? failToRead)();
  }

  return (message, response) => {
    if (message.method !== 'POST' || message.url !== graphqlPath) return void yoga(message, response);
    return void serve(message, response).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  };
}

function failToRead(): never {
  throw new Error('No plugin reads requests.');
}
