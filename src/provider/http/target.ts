/** Where a request goes: a `URL`, or the parts of one. */
export interface Target {
  readonly href: string;
  readonly origin: string;
  readonly pathname: string;
  /** With its `?`; empty when there is none. */
  readonly search: string;
}

/** Name and value of one parameter, of a query or a form. */
export type Parameter = readonly [name: string, value: string];

/** Makes the targets of one API. Each part of a path is escaped; none may be `.` or `..`. */
export type ToTarget = (path: readonly string[], parameters?: readonly Parameter[]) => Target;

/** @param root has no query: what is below it is put together, since to parse a URL takes as long as all guards of a call */
export function createTargets(root: URL): ToTarget {
  const { origin } = root;
  const prefix = root.pathname.replace(/\/+$/, '');
  return (path, parameters = []) => {
    const pathname = `${prefix}/${path.map(escape).join('/')}`;
    const search = toSearch(parameters);
    return { href: `${origin}${pathname}${search}`, origin, pathname, search };
  };
}

/** Most parts are ids, which have nothing to escape; to look for it takes a fifth of escaping. */
function escape(part: string): string {
  return /^[\w-]+$/.test(part) ? part : encodeURIComponent(part);
}

function toSearch(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const query = new URLSearchParams();
  for (const [name, value] of parameters) query.append(name, value);
  return `?${query.toString()}`;
}
