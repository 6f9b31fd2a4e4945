import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toLabel } from '../../src/ticket/category.js';
import { toWords } from '../../src/ticket/words.js';

describe('the words of a text', () => {
  it.each([
    ['', []],
    ['   \n\t', []],
    ['!?… — "', []],
    ['My charger', ['my', 'charger']],
    ['charger, charger; CHARGER', ['charger']],
    ["can't", ['can', 't']],
    ['e-mail@example.com', ['e', 'mail', 'example', 'com']],
    ['LF-616004', ['lf', '616004']],
    ['Straße ÄRGER', ['straße', 'ärger']],
    ['a\u0308rger ärger', ['ärger']],
    ['ｆｕｌｌ ﬁne', ['full', 'fine']],
    ['充電 器', ['充電', '器']],
    ['नमस्ते', ['नमस्ते']],
    ['مرحبا بك', ['مرحبا', 'بك']],
    ['٣ ３ ³', ['٣', '3']],
    ['ΟΔΌΣ.Α ΟΔΌΣ’Α οδός', ['οδός', 'α']],
    ['Ταΐζω ΤΑΪ\u0301ΖΩ', ['ταΐζω']],
    ['a_b', ['a', 'b']],
    ['😀 fine 😀', ['fine']],
    ["%_\\' OR 1=1", ['or', '1']],
    ['x'.repeat(100), ['x'.repeat(64)]],
    [`${'x'.repeat(64)}a ${'x'.repeat(64)}b`, ['x'.repeat(64)]],
  ])('%j', (text, expected) => {
    expect(toWords(text)).toEqual(expected);
  });

  it('are their own words', () => {
    const odd = fc.constantFrom('\u{10428}', 'İ', 'Σ', 'ﬁ', 'ẞ', 'ǅ', 'a\u0308', '\u0345', '각', 'ﷺ', '٣', 'ｘ', ' ');
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: odd, maxLength: 300 }));

    fc.assert(
      fc.property(texts, (text) => {
        for (const word of toWords(text)) expect(toWords(word)).toEqual([word]);
      }),
      { seed: 20_260_302, numRuns: 3000 },
    );
  });

  it.each(['', 'x', 'xx'])('are whole characters where a long one is cut after %j', (start) => {
    const words = toWords(`${start}${'\u{10428}'.repeat(100)}`);

    // Half a character would come back from UTF-8 as another one.
    expect(words.map((word) => Buffer.from(word).toString())).toEqual(words);
    expect(words.map((word) => [...word].length)).toEqual([64]);
  });
});

describe('a label', () => {
  it.each([
    ['APP_CRASH_FREEZE', 'App crash freeze'],
    ['telematics  issue', 'Telematics issue'],
    ['_OTHER_', 'Other'],
    ['', ''],
  ])('for %j is %j', (value, expected) => {
    expect(toLabel(value)).toBe(expected);
  });
});
