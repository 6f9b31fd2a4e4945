import { malformedBody, unsupportedMediaType } from './problems.js';

/**
 * Reads the members of a JSON object or of a form. In a form, where null cannot
 * be written, an empty value is null.
 * @throws Problem 400 or 415
 */
export async function parseMembers(body: Buffer, contentType: string): Promise<ReadonlyMap<string, unknown>> {
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === 'application/json') return parseJsonMembers(body);
  if (formTypes.has(mediaType)) return parseFormMembers(body, contentType);
  throw unsupportedMediaType(contentType);
}

/** The media type without its parameters, in lower case. */
export function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

const formTypes = new Set(['multipart/form-data', 'application/x-www-form-urlencoded']);

function parseJsonMembers(body: Buffer): ReadonlyMap<string, unknown> {
  const value = parseJson(body.toString('utf8') || '{}');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformedBody('Invalid data. Expected an object.');
  }
  return new Map<string, unknown>(Object.entries(value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedBody('JSON parse error.');
  }
}

async function parseFormMembers(body: Buffer, contentType: string): Promise<ReadonlyMap<string, unknown>> {
  const carrier = new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } });
  const form = await carrier.formData().catch(() => {
    throw malformedBody('Form parse error.');
  });
  return new Map([...form].map(([name, value]) => [name, value === '' ? null : value]));
}
