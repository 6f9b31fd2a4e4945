import type { Answer, AnswerError } from '../gateway/ask.js';
import { parseGlobalId } from '../../src/ticket/ids.js';

const CODES = new Set([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'TIMEOUT',
  'INTERNAL_SERVER_ERROR',
]);

export interface CompareOptions {
  /** What may differ: objects of these native ids. Everything else must be as it was, or be missing and explained. */
  readonly touched?: ReadonlySet<string>;
  /** Texts that no answer may hold. */
  readonly secrets?: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

interface Comparing {
  readonly errors: readonly AnswerError[];
  readonly touched: ReadonlySet<string>;
  readonly problems: string[];
}

/** What is wrong with an answer while something fails, beside the answer while all was well. Empty when nothing is. */
export function findProblems(healthy: Answer, got: Answer, options: CompareOptions = {}): readonly string[] {
  const { touched = new Set(), secrets = [] } = options;
  const problems: string[] = [];
  if (got.status !== 200) problems.push(`HTTP ${got.status}`);
  const errors = got.errors ?? [];
  for (const error of errors) problems.push(...problemsOf(error));
  const text = JSON.stringify([got.data, errors, [...got.headers]]);
  for (const secret of secrets) if (text.includes(secret)) problems.push(`holds ${secret}`);
  compare(healthy.data, got.data, [], { errors, touched, problems });
  return problems;
}

function problemsOf({ message, extensions }: AnswerError): string[] {
  const { code, requestId } = extensions ?? {};
  const isMasked = message.startsWith('Something went wrong here');
  return [
    ...(CODES.has(code) ? [] : [`the code ${code}`]),
    ...(requestId ? [] : ['an error without requestId']),
    ...(isMasked ? ['a failure that nobody expected'] : []),
    ...(message.length > 500 ? ['a long message'] : []),
  ];
}

function compare(healthy: unknown, got: unknown, path: Path, comparing: Comparing): void {
  if (Object.is(healthy, got)) return;
  // What cannot be read is as good as not there: anything else would tell that a hidden ticket is.
  if (got === null && isObject(healthy) && isTouched(healthy, comparing)) return;
  const { problems, errors } = comparing;
  if (got === null || got === undefined) {
    if (!errors.some((error) => isOnePath(error.path ?? [], path)))
      problems.push(`${path.join('.')} is ${got}, unexplained`);
  } else if (Array.isArray(healthy) && Array.isArray(got)) compareLists(healthy, got, path, comparing);
  else if (isObject(healthy) && isObject(got)) compareObjects(healthy, got, path, comparing);
  else problems.push(`${path.join('.')} is ${brief(got)} instead of ${brief(healthy)}`);
}

function compareObjects(healthy: Json, got: Json, path: Path, comparing: Comparing): void {
  if (isTouched(healthy, comparing)) return;
  if (Object.keys(healthy).join() !== Object.keys(got).join())
    comparing.problems.push(`${path.join('.')} has other fields`);
  if ('backends' in healthy) compareReported(healthy, got, path, comparing);
  else for (const name of Object.keys(healthy)) compare(healthy[name], got[name], [...path, name], comparing);
}

function compareLists(healthy: readonly unknown[], got: readonly unknown[], path: Path, comparing: Comparing): void {
  if (path.at(-1) === 'categories') return compareCategories(healthy, got, path, comparing);
  if (healthy.length !== got.length)
    comparing.problems.push(`${path.join('.')} has ${got.length} of ${healthy.length}`);
  else for (const [index, each] of healthy.entries()) compare(each, got[index], [...path, index], comparing);
}

/** Those of every backend that answers: some may be missing. */
function compareCategories(
  healthy: readonly unknown[],
  got: readonly unknown[],
  path: Path,
  { problems }: Comparing,
): void {
  const known = new Set(healthy.map((each) => (each as Json)['value']));
  for (const each of got)
    if (!known.has((each as Json)['value'])) problems.push(`${path.join('.')} has a new ${brief(each)}`);
}

/** A list or statistics: what is missing must be of a backend whose report says so. */
function compareReported(healthy: Json, got: Json, path: Path, comparing: Comparing): void {
  const { problems } = comparing;
  const reports = got['backends'] as readonly Report[];
  for (const { outcome, reason, backend } of reports)
    if (outcome !== 'COMPLETE' && outcome !== 'SKIPPED' && !reason)
      problems.push(`${backend.key} is ${outcome} for no reason`);
  const lacking = new Set(
    reports.filter(({ outcome }) => outcome === 'PARTIAL' || outcome === 'FAILED').map(({ backend }) => backend.key),
  );
  if (reports.length !== (healthy['backends'] as readonly Report[]).length) problems.push('a report is missing');
  if ('nodes' in healthy)
    compareNodes(healthy as unknown as List, got as unknown as List, { lacking, path, comparing });
  else if (lacking.size > 0 || comparing.touched.size > 0) compareFigures(healthy, got, comparing);
  else
    for (const name of Object.keys(healthy))
      if (name !== 'backends') compare(healthy[name], got[name], [...path, name], comparing);
}

interface Report {
  readonly backend: { readonly key: string };
  readonly outcome: string;
  readonly reason: string | null;
}

interface List {
  readonly nodes: readonly (Json & { readonly id: string })[];
  readonly totalCount: { readonly value: number; readonly precision: string };
}

interface Where {
  readonly lacking: ReadonlySet<string>;
  readonly path: Path;
  readonly comparing: Comparing;
}

function compareNodes(healthy: List, got: List, { lacking, path, comparing }: Where): void {
  const { problems, touched } = comparing;
  const known = new Map(healthy.nodes.map((node) => [node.id, node]));
  const places = [...known.keys()];
  let last = -1;
  for (const [index, node] of got.nodes.entries()) {
    const before = known.get(node.id);
    if (!before && !isTouched(node, comparing)) problems.push(`${node.id} was not there`);
    if (before) compare(before, node, [...path, 'nodes', index], comparing);
    const place = places.indexOf(node.id);
    if (before && !isTouched(node, comparing) && place < last) problems.push(`${node.id} is in another place`);
    if (before && !isTouched(node, comparing)) last = place;
  }
  const shown = new Set(got.nodes.map(({ id }) => id));
  for (const node of healthy.nodes)
    if (!shown.has(node.id) && !lacking.has(backendOf(node)) && !isTouched(node, comparing))
      problems.push(`${nativeIdOf(node)} is missing`);
  const { value, precision } = got.totalCount;
  const exact = healthy.totalCount.value;
  if (touched.size === 0 && (precision === 'EXACT' ? value !== exact : value > exact))
    problems.push(`${precision} ${value} of ${exact}`);
}

/** Of a part of the tickets: no figure can be above that of all. */
function compareFigures(healthy: Json, got: Json, { problems, touched }: Comparing): void {
  if ((got['total'] as number) > (healthy['total'] as number) + touched.size) problems.push('more than there are');
}

function isTouched(object: Json, { touched }: Pick<Comparing, 'touched'>): boolean {
  return touched.size > 0 && (touched.has(nativeIdOf(object)) || touched.has(backendOf(object)));
}

function nativeIdOf(object: Json): string {
  const id = typeof object['id'] === 'string' ? parseGlobalId(object['id']) : null;
  if (id === null) return String(object['id']);
  if ('ticketNativeId' in id) return id.ticketNativeId;
  return 'nativeId' in id ? id.nativeId : 'id' in id ? id.id : '';
}

/** Empty when it is nothing of a backend's. */
function backendOf(object: Json): string {
  const id = typeof object['id'] === 'string' ? parseGlobalId(object['id']) : null;
  return id !== null && 'backend' in id ? id.backend : '';
}

/** The place of an error may be above what is null, or below, where null had to rise. */
function isOnePath(one: Path, other: Path): boolean {
  return one.slice(0, other.length).every((part, index) => part === other[index]);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function brief(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? 'nothing';
}
