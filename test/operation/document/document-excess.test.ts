import { Lexer, parse, Source, TokenKind } from 'graphql';
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDocumentExcess } from '../../../src/operation/document/document-excess.js';

describe('what would hurt the parser', () => {
  it.each([
    ['{ a }', 1, null],
    ['{ a { b } }', 1, 'NESTING'],
    ['{ a(b: [{ c: 1 }]) }', 4, null],
    ['{ a(b: [{ c: 1 }]) }', 3, 'NESTING'],
    ['{ a } { a } { a }', 1, null],
    ['{ a(b: "{[(") }', 2, null],
    ['{ a(b: "\\"{[(") }', 2, null],
    ['{ a(b: """{[( \\""" {[(""") }', 2, null],
    ['{ # {[(\n a }', 1, null],
    ['{ # {[(\r { { a } } }', 2, 'NESTING'],
    ['#\n'.repeat(1000), 1, null],
    ['#\r'.repeat(1001), 1, 'COMMENTS'],
    ['"unfinished {[(\n{{{', 2, 'NESTING'],
    [`{ ${'a'.repeat(255)} }`, 1, null],
    [`{ ${'a'.repeat(256)} }`, 1, 'NAME'],
    [`{ a(b: "${'a'.repeat(256)}") }`, 2, null],
  ])('is found in %j with %i allowed: %s', (text, nesting, expected) => {
    expect(findDocumentExcess(text, nesting)).toBe(expected);
  });

  it('is as deep as the lexer sees it, whatever comes together', () => {
    const piece = constantFrom(
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '"',
      '"""',
      '\\',
      '\\"""',
      '#',
      '\n',
      '\r',
      'a',
      '1',
      '...',
      ' ',
    );
    assert(
      property(array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const depth = depthByLexer(text);
        if (depth > 0) expect(findDocumentExcess(text, depth - 1)).toBe('NESTING');
      }),
      { numRuns: 2000 },
    );
  });

  it('stops before the parser would', () => {
    const deep = '{a'.repeat(100_000);

    expect(findDocumentExcess(deep, 50)).toBe('NESTING');
    expect(() => parse(deep)).toThrow(RangeError);
  });
});

/** The deepest bracket that a parser can reach: up to the first mistake, or the first bracket that closes none. */
function depthByLexer(text: string): number {
  const lexer = new Lexer(new Source(text));
  let [depth, deepest] = [0, 0];
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if ('{[('.includes(token.kind)) depth += 1;
      if (')]}'.includes(token.kind)) depth -= 1;
      if (depth < 0) break;
      deepest = Math.max(deepest, depth);
    }
  } catch {
    // A mistake ends what the parser sees.
  }
  return deepest;
}
