const LONGEST_WORD = 64;

/**
 * The distinct words of a text, as `search` compares them: runs of letters and digits in any script, compatibility
 * forms folded, lower case, cut to 64 characters. Both sides of every comparison go through here.
 */
export function toWords(text: string): string[] {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(found.map((word) => word.slice(0, LONGEST_WORD)))];
}
