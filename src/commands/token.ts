import { ALL_AREAS_SCOPE, toId } from '../auth/claims.js';
import { issueToken } from '../auth/issue-token.js';
import { SCOPES } from '../auth/scopes.js';
import { parseSigningKey, type SigningKey } from '../auth/signing-key.js';
import { readJsonFile } from '../config/json-file.js';
import { parseOptions, UsageError, type CommandIo } from './command.js';
import { parseDurationSeconds } from './duration.js';

type Output = Pick<CommandIo, 'stdout' | 'stderr'>;

const LONGEST_SECONDS = 30 * 86_400;
const OPTIONS = {
  key: { type: 'string' },
  sub: { type: 'string' },
  org: { type: 'string' },
  scope: { type: 'string', default: '' },
  'expires-in': { type: 'string', default: '12h' },
  issuer: { type: 'string' },
  audience: { type: 'string' },
} as const;

/**
 * `ticket-gateway token --key FILE [--sub U] [--org O] [--scope "…"] [--expires-in 12h] [--issuer X] [--audience Y]`:
 * writes an access token, signed with a private JWK, to `stdout`. Lifetimes are up to `30d`. Issuer and audience are
 * by default those that the demo accepts.
 * @param argv the arguments after `token`
 * @param now epoch milliseconds
 * @returns the exit code: 0, with a sentence on `stderr` for each scope that is none here, or 1 after one sentence there
 */
export async function runToken(argv: readonly string[], io: Output, now: () => number = Date.now): Promise<number> {
  try {
    const options = parse(argv);
    io.stdout.write(`${await createToken(options, now)}\n`);
    for (const scope of findUnknownScopes(options.scope)) {
      io.stderr.write(`${scope} is no scope of this gateway; those are ${KNOWN_SCOPES.join(', ')}.\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function parse(argv: readonly string[]) {
  return parseOptions(argv, OPTIONS);
}

const KNOWN_SCOPES: readonly string[] = [...SCOPES, ALL_AREAS_SCOPE];

/** They do no harm, and may be meant for others. */
function findUnknownScopes(scope: string): readonly string[] {
  return scope.split(' ').filter((each) => each !== '' && !KNOWN_SCOPES.includes(each));
}

async function createToken(options: ReturnType<typeof parse>, now: () => number): Promise<string> {
  const { scope, issuer, audience } = options;
  const subject = checkId('--sub', options.sub);
  const organization = checkId('--org', options.org);
  if (subject === undefined && organization === undefined && !scope.split(' ').includes(ALL_AREAS_SCOPE)) {
    throw new UsageError(`A token needs --sub, --org or the scope ${ALL_AREAS_SCOPE}: without them it has no rights.`);
  }
  const expiresInSeconds = checkLifetime(options['expires-in']);
  return issueToken({
    key: readKey(options.key),
    subject,
    organization,
    scope,
    expiresInSeconds,
    issuer,
    audience,
    now,
  });
}

function checkId(option: string, value: string | undefined): string | undefined {
  if (value !== undefined && toId(value) === null) {
    throw new UsageError(`${option} must have 1 to 255 characters, no control characters and no space at its ends.`);
  }
  return value;
}

function checkLifetime(text: string): number {
  const seconds = parseDurationSeconds(text);
  if (seconds === null || seconds > LONGEST_SECONDS) {
    throw new UsageError('--expires-in must be a whole number and a unit, such as 30s, 15m, 12h or 7d, up to 30d.');
  }
  return seconds;
}

function readKey(path: string | undefined): SigningKey {
  if (path === undefined) throw new UsageError('--key must name the file of a private JWK.');
  const file = readJsonFile(path);
  if ('problem' in file) throw new UsageError(`The key file ${path} ${file.problem}.`);
  const key = parseSigningKey(file.value);
  if (key === null) throw new UsageError(`The key file ${path} holds no private JWK for signatures.`);
  return key;
}
