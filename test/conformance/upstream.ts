import type { ReceivedRequest } from '../../src/simulators/http/request-log.js';
import type { SimulatorServer } from '../../src/simulators/http/server.js';
import type { Upstream } from './subject.js';

export interface UpstreamOptions {
  /** Secrets that were configured; what is sent in `Authorization` counts as well. */
  readonly secrets: readonly string[];
  /** False for requests for tokens. */
  readonly isApi: (request: ReceivedRequest) => boolean;
  readonly isWrite: (request: Pick<ReceivedRequest, 'method' | 'path'>) => boolean;
}

/** A simulator as the system behind a provider. */
export function createUpstream(
  { requests, fail, heal }: Pick<SimulatorServer, 'requests' | 'fail' | 'heal'>,
  { secrets: configured, isApi, isWrite }: UpstreamOptions,
): Upstream {
  const secrets = new Set(configured);
  const note = () => {
    for (const { headers } of requests.entries) secrets.add(headers.authorization?.split(' ').at(-1) ?? '');
    secrets.delete('');
  };
  return {
    takeRequests() {
      note();
      const taken = requests.entries.filter(isApi).map(toLine);
      requests.clear();
      return taken;
    },
    isWrite(line) {
      const [method = '', path = ''] = line.split(' ');
      return isWrite({ method, path });
    },
    fail: (misbehaviour) => {
      fail({ match: isApi, with: misbehaviour });
    },
    failWrites: (misbehaviour, after = 0) => {
      let writes = 0;
      const match = (request: ReceivedRequest) => {
        if (!isApi(request) || !isWrite(request)) return false;
        writes += 1;
        return writes > after;
      };
      fail({ match, with: misbehaviour });
    },
    heal,
    secrets() {
      note();
      return [...secrets];
    },
  };
}

/** A form stands beside the target: there are systems whose every request is one. */
function toLine({ method, path, headers, body }: ReceivedRequest): string {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return isForm && body ? `${method} ${path} ${body.toString('utf8')}` : `${method} ${path}`;
}
