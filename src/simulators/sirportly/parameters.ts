import type { ReceivedRequest } from '../http/request-log.js';
import { tooLarge, unreadable } from './refusal.js';

/** The parameters of a request, wherever in it they were. */
export interface Parameters {
  /** Null when it was not sent, which is not the same as blank. */
  get(name: string): string | null;
  /** The first of the names that was sent; null when none was. */
  first(names: readonly string[]): string | null;
  /** Whether it was sent as `1` or `true`. */
  flag(name: string): boolean;
  /** The members sent as `name[member]`. */
  group(name: string): Readonly<Record<string, string>>;
}

/**
 * Reads query and form. What is in both counts as the form has it, and of repeated ones the last.
 * @throws Refusal 400 or 413
 */
export async function parseParameters(request: ReceivedRequest): Promise<Parameters> {
  const query = new URLSearchParams(request.path.split('?').slice(1).join('?'));
  return createParameters(new Map([...query, ...(await parseForm(request))]));
}

function createParameters(values: ReadonlyMap<string, string>): Parameters {
  const get = (name: string): string | null => values.get(name) ?? null;
  return {
    get,
    first: (names) => names.map(get).find((value) => value !== null) ?? null,
    flag: (name) => ['1', 'true'].includes(values.get(name) ?? ''),
    group: (name) => Object.fromEntries([...values].flatMap(([key, value]) => toMember(name, key, value))),
  };
}

function toMember(group: string, key: string, value: string): [string, string][] {
  const isMember = key.startsWith(`${group}[`) && key.endsWith(']');
  return isMember ? [[key.slice(group.length + 1, -1), value]] : [];
}

async function parseForm({ headers, body }: ReceivedRequest): Promise<[string, string][]> {
  if (body === null) throw tooLarge();
  const contentType = headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return [...new URLSearchParams(body.toString('utf8'))];
  return /^multipart\/form-data/i.test(contentType) ? parseMultipart(body, contentType) : [];
}

async function parseMultipart(body: Buffer, contentType: string): Promise<[string, string][]> {
  const carrier = new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } });
  const form = await carrier.formData().catch(() => {
    throw unreadable();
  });
  return [...form].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
}
