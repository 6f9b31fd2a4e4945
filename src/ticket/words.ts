// By whole characters: half of one has no UTF-8, and would come back from a store as another word.
const LONGEST_WORD = /^.{1,64}/su;

/**
 * The distinct words of a text, as `search` compares them: runs of letters and digits in any script, compatibility
 * forms folded, lower case, cut to 64 characters. Both sides of every comparison go through here.
 */
export function toWords(text: string): string[] {
  const found = text.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(found.map((word) => cut(toLower(word))))];
}

/** Each word by itself: a sigma at its end is another letter, whatever stands behind. Small letters may compose where capitals do not. */
function toLower(word: string): string {
  return word.toLowerCase().normalize('NFKC');
}

function cut(word: string): string {
  return LONGEST_WORD.exec(word)?.[0] ?? word;
}
