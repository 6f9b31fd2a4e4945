import { gzipSync } from 'node:zlib';
import type { AlteredReply } from '../../src/simulators/http/faults.js';
import type { Random } from '../../src/simulators/http/random.js';
import type { Reply } from '../../src/simulators/http/reply.js';

/** Stands in texts that are no data of the upstream's. */
export const PLANTED = 'planted-words-of-an-upstream';

/** An answer as it should not be, and what of it is wrong. */
export interface Mutation {
  readonly what: string;
  readonly reply: AlteredReply;
  /** Whether the answer cannot be what it should, whoever reads it: then nothing may be taken from it. */
  readonly isWire: boolean;
  /** Ids in the row that is wrong; null when it is no row but the answer itself. */
  readonly ids: readonly string[] | null;
  /** Where in the row. */
  readonly path: readonly (string | number)[];
  /** Ids in the row that a value was taken from. */
  readonly source: readonly string[];
}

type Json = unknown;
type Path = readonly (string | number)[];

const ID = /tick[A-Z\d]{26}|user[A-Z\d]{26}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[A-Z]{2}-\d{6}/g;

/** Texts in place of a body, or around it. */
const WIRE: readonly (readonly [string, (reply: Reply) => Partial<AlteredReply>])[] = [
  ['a page', () => ({ body: `<html><h1>${PLANTED}</h1></html>`, headers: { 'Content-Type': 'text/html' } })],
  ['cut', ({ body = '' }) => ({ body: body.slice(0, Math.floor(body.length * 0.7)) })],
  ['nothing', () => ({ body: undefined })],
  ['a byte order mark', ({ body = '' }) => ({ body: `\uFEFF${body}` })],
  [
    'compressed',
    ({ body = '', headers }) => ({ body: gzipSync(body), headers: { ...headers, 'Content-Encoding': 'gzip' } }),
  ],
  ['compressed in silence', ({ body = '' }) => ({ body: gzipSync(body) })],
  ['another content type', ({ headers }) => ({ headers: { ...headers, 'Content-Type': 'image/png' } })],
  ['zero bytes', ({ body = '' }) => ({ body: `${body}\0\0` })],
  [
    'no UTF-8',
    ({ body = '' }) => ({ body: Buffer.concat([Buffer.from(body.slice(0, -1)), Buffer.from([0xc3, 0x28, 0xff])]) }),
  ],
  ['deep', () => ({ body: `${'['.repeat(200_000)}${']'.repeat(200_000)}` })],
  ['a huge number', () => ({ body: '1e999' })],
  ['null', () => ({ body: 'null' })],
  ['a text', () => ({ body: JSON.stringify(PLANTED) })],
  ['twice', ({ body = '' }) => ({ body: `${body}${body}` })],
];

const DEEP: Json = JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`);

/** Values of every wrong kind. Members named `__proto__` come from text, as they would. */
const HOSTILE: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e21,
  -1e308,
  '',
  ' ',
  'null',
  'x'.repeat(100_000),
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '2026-02-30T25:61:61Z',
  '9999-12-31T23:59:59.999-23:59',
  '0000-01-01T00:00:00+23:59',
  '275760-09-13',
  '1e999',
  '<script>1</script>',
  'tick00000000000000000000000000',
  'user00000000000000000000000000',
  'WW-000000',
  'dd000000-0000-4000-8000-000000000000',
  '__proto__',
  'constructor',
  'javascript:alert(1)',
  'https://[',
  [],
  [null],
  [[[]]],
  {},
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":null}'),
  DEEP,
  [1, 'a', null, {}],
  { id: 1 },
  { length: -1 },
  Array.from({ length: 2000 }, () => 'x'),
];

/** Something of the answer made wrong: its bytes, a value anywhere in it, or a member that comes or goes. */
export function mutate(reply: Reply, random: Random): Mutation {
  const json = toJson(reply.body);
  if (json === undefined || random.chance(0.25)) return mutateWire(reply, random);
  const path = random.pick(pathsOf(json, []).filter((each) => each.length > 0 || random.chance(0.2)));
  const rowPath = rowPathOf(json, path);
  const row = rowPath === null ? null : valueAt(json, rowPath);
  const other = rowPath && random.pick(rowsBeside(json, rowPath));
  const [what, value, source] = toValue(
    valueAt(json, path),
    other,
    rowPath === null ? path : path.slice(rowPath.length),
    random,
  );
  const changed = replaceAt(json, path, value);
  return {
    what: `${what} at ${path.join('.')}`,
    reply: { ...reply, body: JSON.stringify(changed) },
    isWire: false,
    ids: rowPath === null ? null : [...idsIn(row), ...idsIn(valueAt(changed, rowPath)), ...idsIn(value)],
    path: rowPath === null ? path : path.slice(rowPath.length),
    source: idsIn(source),
  };
}

function mutateWire(reply: Reply, random: Random): Mutation {
  const [what, change] = random.pick(WIRE);
  return { what, reply: { ...reply, ...change(reply) }, isWire: true, ids: [], path: [], source: [] };
}

const GONE = Symbol('gone');

function toValue(value: Json, other: Json, path: Path, random: Random): [what: string, value: Json, source: Json] {
  const choice = random.integer(0, 9);
  if (choice === 0 && path.length > 0) return ['nothing', GONE, null];
  if (choice === 1 && other !== null && path.length > 0) {
    const swapped = valueAt(other, path);
    if (swapped !== undefined) return ['that of another row', swapped, other];
  }
  if (choice === 2 && isObject(value))
    return [
      'more members',
      { ...value, [random.pick(['__proto_', 'constructor', 'id', 'x'])]: random.pick(HOSTILE) },
      null,
    ];
  if (choice === 3 && Array.isArray(value)) return ['elements twice', [...value, ...value], value];
  const hostile = random.pick(HOSTILE);
  return [`${typeof hostile} ${JSON.stringify(hostile).slice(0, 30)}`, hostile, null];
}

/** The element of the list that the answer is, or holds; null for what stands above. */
function rowPathOf(json: Json, path: Path): Path | null {
  const rows = rowsPathOf(json);
  if (rows === null) return [];
  return path.length > rows.length && rows.every((part, index) => path[index] === part)
    ? path.slice(0, rows.length + 1)
    : null;
}

function rowsPathOf(json: Json): Path | null {
  if (Array.isArray(json)) return [];
  if (!isObject(json)) return null;
  const name = ['items', 'records', 'tickets', 'results'].find((each) => Array.isArray(json[each]));
  return name === undefined ? null : [name];
}

function rowsBeside(json: Json, rowPath: Path): readonly Json[] {
  const rows = rowPath.length === 0 ? null : valueAt(json, rowPath.slice(0, -1));
  return Array.isArray(rows) ? rows.filter((_row, index) => index !== rowPath.at(-1)).concat([null]) : [null];
}

function pathsOf(json: Json, path: Path): Path[] {
  if (!isObject(json) && !Array.isArray(json)) return [path];
  return [
    path,
    ...Object.entries(json).flatMap(([name, value]) =>
      pathsOf(value, [...path, Array.isArray(json) ? Number(name) : name]),
    ),
  ];
}

function valueAt(json: Json, path: Path): Json {
  return path.reduce(
    (value, part) => (isObject(value) || Array.isArray(value) ? (value as Record<string, Json>)[part] : undefined),
    json,
  );
}

function replaceAt(json: Json, [first, ...rest]: Path, value: Json): Json {
  if (first === undefined) return value;
  if (Array.isArray(json)) {
    const changed = json.map((each, index) => (index === first ? replaceAt(each, rest, value) : each));
    return changed.filter((each) => each !== GONE);
  }
  const members = Object.entries(json as Record<string, Json>).map(([name, each]) => [
    name,
    name === first ? replaceAt(each, rest, value) : each,
  ]);
  return Object.fromEntries(members.filter(([, each]) => each !== GONE));
}

export function idsIn(json: Json): readonly string[] {
  return JSON.stringify(json ?? null).match(ID) ?? [];
}

function toJson(body: string | undefined): Json {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
