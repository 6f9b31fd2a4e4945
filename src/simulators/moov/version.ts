import { notFound } from './refusal.js';

/** Oldest first; they compare as texts. */
const versions: readonly string[] = [
  'v2024.01.00',
  'v2025.01.00',
  'v2025.04.00',
  'v2025.07.00',
  'v2026.01.00',
  'v2026.04.00',
  'v2026.07.00',
  'v2026.10.00',
];

const defaultVersion = 'v2024.01.00';
const firstVersionWithTickets = 'v2025.07.00';
const wellFormed = /^v\d{4}\.(0[1-9]|1[0-2])\.\d{2}$/;

/**
 * The version that a request is served by: the newest that is not newer than the one asked for.
 * @param asked the `X-Moov-Version` header
 * @throws Refusal 404 when the header is malformed or older than every version
 */
export function resolveVersion(asked: string = defaultVersion): string {
  const version = wellFormed.test(asked) ? versions.findLast((known) => known <= asked) : undefined;
  if (version === undefined) throw notFound();
  return version;
}

export function isDocumentedForTickets(version: string): boolean {
  return version >= firstVersionWithTickets;
}
