import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStorable, sortsByCodeUnit, toStorableJson } from '../../../src/store/sql/storable-text.js';

describe('text in PostgreSQL', () => {
  it.each([
    ['', true, true],
    ['plain', true, true],
    ['\uffff\ud7ff\ue000', true, true],
    ['\u{1f600}', true, false],
    ['\0', false, false],
    ['\ud83d', false, false],
    ['\ude00\ud83d', false, false],
  ])('%j: storable %s, sorts by code unit %s', (text, storable, sorts) => {
    expect(isStorable(text)).toBe(storable);
    expect(sortsByCodeUnit(text)).toBe(sorts);
  });

  it('sorts by the bytes of UTF-8 as by code unit', () => {
    const text = fc.string({ unit: 'binary' }).filter(sortsByCodeUnit);

    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0).toBe(a < b);
      }),
    );
  });
});

describe('JSON in PostgreSQL', () => {
  it.each([
    ['a\0b', 'a\uFFFDb'],
    ['\ud800', '\uFFFD'],
    ['\u{1f600}', '\u{1f600}'],
    ['\\u0000', '\\u0000'],
    ['\\\0', '\\\uFFFD'],
    ['\\\\ud800', '\\\\ud800'],
    ['\u0001\n"', '\u0001\n"'],
    [{ '\0': ['\udfff'] }, { '\uFFFD': ['\uFFFD'] }],
  ])('of %j is that of %j', (value, expected) => {
    expect(JSON.parse(toStorableJson(value))).toEqual(expected);
  });

  it('never has an escape that PostgreSQL refuses', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const read: unknown = JSON.parse(toStorableJson(value));

        expect(isStorable(JSON.stringify(read).replaceAll('\\\\', '').replaceAll('\\u0000', '\0'))).toBe(true);
        expect(JSON.stringify(read)).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/);
      }),
    );
  });
});
