const typeBase = 'https://api.ev.energy/v2/problems';

/** Messages by field name, as validation answers carry them. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** An RFC 9457 problem, thrown where it is found and answered as `application/problem+json`. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    members: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status} ${title}: ${detail}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.members = members;
    this.headers = headers;
  }

  /** The body to answer with. */
  get body(): Record<string, unknown> {
    return { ...this.members, title: this.title, detail: this.detail, status: this.status };
  }
}

export function invalidPaging(parameter: string): Problem {
  const detail = `Invalid value for pagination parameter: ${parameter}`;
  return new Problem(400, 'Invalid pagination parameter', detail, typeOf('pagination-parameters'));
}

/** The type is that of the published example, which seems to be a slip. */
export function unsupportedVersion(version: string): Problem {
  const detail = `Unsupported version requested: ${version}`;
  return new Problem(400, 'Unsupported version', detail, typeOf('pagination-parameters'));
}

/** @param action what was attempted, in kebab-case: `update-support-ticket` */
export function validationFailed(action: string, fieldErrors: FieldErrors): Problem {
  const detail = `Error on fields: ${Object.keys(fieldErrors).join(', ')}`;
  return new Problem(400, 'Request failed validation.', detail, {
    ...typeOf(`validation-failed-${action}`),
    field_errors: fieldErrors,
  });
}

export function malformedBody(reason: string): Problem {
  return new Problem(400, 'Malformed request', reason);
}

export function unauthorized(): Problem {
  const detail = 'Authentication credentials were not provided.';
  return new Problem(401, 'Unauthorized', detail, {}, { 'WWW-Authenticate': 'Bearer' });
}

export function forbidden(): Problem {
  return new Problem(403, 'Forbidden', 'You do not have permission to perform this action.');
}

export function notFound(): Problem {
  return new Problem(404, 'Not found', 'Resource does not exist or cannot be accessed.');
}

export function methodNotAllowed(allowed: readonly string[]): Problem {
  const headers = { Allow: allowed.join(', ') };
  return new Problem(405, 'Method Not Allowed', 'Could not satisfy this HTTP method.', {}, headers);
}

export function notAcceptable(): Problem {
  return new Problem(406, 'Not Acceptable', 'Could not satisfy the request Accept header.');
}

export function bodyTooLarge(): Problem {
  return new Problem(413, 'Content Too Large', 'The request body is larger than 1 MB.');
}

export function unsupportedMediaType(contentType: string): Problem {
  const detail = `Unsupported media type in request: ${contentType || 'none'}`;
  return new Problem(415, 'Unsupported Media Type', detail);
}

export function tooManyRequests(retryAfterSeconds: number): Problem {
  return new Problem(
    429,
    'Too Many Requests',
    `Request was rate limited. Try again in ${retryAfterSeconds} seconds`,
    typeOf('rate-limit-exceeded'),
    { 'Retry-After': String(retryAfterSeconds) },
  );
}

function typeOf(segment: string): { type: string } {
  return { type: `${typeBase}/${segment}/` };
}
