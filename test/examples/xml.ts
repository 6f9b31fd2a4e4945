const PART =
  /<!\[CDATA\[[\s\S]*?\]\]>|<\/(?<close>[\w:]+)\s*>|<(?<open>[\w:]+)(?:\s+[\w:-]+="[^"<]*")*\s*(?<empty>\/?)>|[^<]+/gy;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * What is said in each element that holds text, as people read it.
 * @throws Error when the text is not well-formed XML
 */
export function readTexts(xml: string): string[] {
  const open: string[] = [];
  const texts: string[] = [];
  let read = 0;
  if (ENTITY.test(xml) || FORBIDDEN.test(xml)) throw new Error('There is a character that XML does not allow.');
  for (const { 0: part, groups } of xml.trim().matchAll(PART)) {
    read += part.length;
    if (groups?.['close'] !== undefined && open.pop() !== groups['close']) throw new Error(`${part} closes nothing.`);
    else if (groups?.['open'] !== undefined && groups['empty'] === '') open.push(groups['open']);
    else if (!part.startsWith('<') && part.trim() !== '') texts.push(unescape(part));
  }
  if (open.length > 0 || read < xml.trim().length) throw new Error(`It is not well-formed at character ${read}.`);
  return texts;
}

function unescape(text: string): string {
  const characters = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return Object.entries(characters).reduce((rest, [entity, character]) => rest.replaceAll(entity, character), text);
}
