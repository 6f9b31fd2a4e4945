const MASK = '[masked]';
/** A shorter secret would mask half of every line. */
const SHORTEST_SECRET = 6;

/** What gives a secret away wherever it stands. No quotes are needed, so the patterns fit inside of JSON as well. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // A JSON Web Token. It ends where the next one might begin: otherwise a row of beginnings is read to its end from each.
  [/\beyJ(?:\w|-(?!eyJ)){6,}\.[\w-]+(?:\.[\w-]+)?/g, MASK],
  [/\b(Bearer|Basic|Token)(\s+)[\w.~+/=-]{6,}/gi, `$1$2${MASK}`],
  // User name and password in a URL.
  [/:\/\/[^\s/@"'\\]{1,512}@/g, `://${MASK}@`],
  // A parameter of a URL or a form, a member of JSON, a header; not the path of a request for tokens, and what it was answered.
  [
    /((?:secret|password|passwd|token|api[_-]?key|authorization|cookie)[\w-]{0,16}\\?["']?\s{0,4}[=:]\s{0,4}\\?["']?)(?!\[masked\]|Bearer|Basic|Token|null\b|answered )[^\s&"'\\,;}]{6,4096}/gi,
    `$1${MASK}`,
  ],
  // The private parts of a JSON Web Key.
  [/(\\?"(?:d|p|q|dp|dq|qi|k)\\?"\s{0,4}:\s{0,4}\\?")[\w-]{16,}/g, `$1${MASK}`],
  [/-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[^-]{0,8192}/g, MASK],
];

/** What each of the patterns needs: most lines have nothing of it, and are spared the rest. */
const SUSPICIOUS =
  /eyJ|bearer|basic|token|secret|passw|api[_-]?key|authorization|cookie|:\/\/|"[dpqk][pqi]?\\?"|-----/i;

/**
 * Masks what must not be read in a text: the given secrets, however they are written, and whatever looks like a token,
 * a key or a password.
 */
export function createMask(secrets: readonly string[] = []): (text: string) => string {
  const known = toPattern(secrets.filter(({ length }) => length >= SHORTEST_SECRET).flatMap(spellings));
  return (text) => {
    const withoutKnown = known === null ? text : text.replace(known, MASK);
    if (!SUSPICIOUS.test(withoutKnown)) return withoutKnown;
    return PATTERNS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), withoutKnown);
  };
}

/** As it is, in JSON, in a URL, in a form, and alone behind `Basic`. */
function spellings(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [secret, inJson, encodeURIComponent(secret), base64];
}

/** Longer ones first: one secret may begin another. */
function toPattern(texts: readonly string[]): RegExp | null {
  const sorted = [...new Set(texts)].toSorted((a, b) => b.length - a.length);
  return sorted.length === 0 ? null : new RegExp(sorted.map(escapePattern).join('|'), 'g');
}

function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
