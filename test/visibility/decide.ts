import type { PlainCaller } from './oracle.js';

/** Whom a token stands for, and whether it may read tickets at all. */
export interface Decided extends PlainCaller {
  readonly reads: boolean;
}

/** What claims allow, decided from the rules in the README alone; null when they name nobody. */
export function decide(payload: string): Decided | null {
  const claims = new Map(Object.entries(JSON.parse(payload) as object) as [string, unknown][]);
  const scopes = toList(claims.get('scope'));
  const user = toName(claims.get('sub'));
  const organization = toName(claims.get('org'));
  const rights = {
    user,
    organization,
    internal: scopes.includes('support:internal'),
    reads: scopes.includes('support:read'),
  };
  if (scopes.includes('access_all_areas') || claims.get('access_all_areas') === true) return { ...rights, sees: 'all' };
  if (organization !== null) return { ...rights, sees: 'organization' };
  return user === null ? null : { ...rights, sees: 'own' };
}

/** Anything but a text, or a list of nothing but texts, says nothing. */
function toList(claim: unknown): readonly unknown[] {
  if (typeof claim === 'string') return claim.split(' ');
  if (!Array.isArray(claim)) return [];
  return claim.some((entry) => typeof entry !== 'string') ? [] : claim;
}

/** A text of 1 to 255 characters, all of them whole and none of them control, that neither begins nor ends with a space. */
function toName(claim: unknown): string | null {
  if (typeof claim !== 'string' || claim.length === 0 || claim.length > 255) return null;
  const odd = [...claim].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 32 || (code >= 127 && code < 160) || (code >= 0xd800 && code < 0xe000);
  });
  return odd || /^\s|\s$/.test(claim) ? null : claim;
}
