import type { JSONWebKeySet, LocalJWKSet } from 'jose';

export type KeyHeader = NonNullable<Parameters<LocalJWKSet>[0]>;
export type FoundKey = Awaited<ReturnType<LocalJWKSet>>;

/** A set of keys, which never changes, and remembers what was found in it. */
export interface FoundKeys {
  /** The key that fits a header. @throws what `LocalJWKSet` throws */
  find(header: KeyHeader): Promise<FoundKey>;
  /** The same at once where it was found before; else null. */
  peek(header: KeyHeader): FoundKey | null;
  readonly jwks: () => JSONWebKeySet;
}

export function rememberFound(keys: LocalJWKSet): FoundKeys {
  /** By `kid` and `alg`. Without a name it is whichever fits, and any number of other headers would find the same. */
  const found = new Map<string, FoundKey>();
  const peek = ({ kid, alg }: KeyHeader) => (typeof kid === 'string' ? (found.get(toName(kid, alg)) ?? null) : null);
  return {
    async find(header) {
      const known = peek(header);
      if (known) return known;
      const key = await keys(header);
      const { kid, alg } = header;
      if (typeof kid === 'string') found.set(toName(kid, alg), key);
      return key;
    },
    peek,
    jwks: keys.jwks,
  };
}

function toName(kid: string, alg: unknown): string {
  return `${kid} ${String(alg)}`;
}
