import { describe, expect, it } from 'vitest';
import { localOptions } from '../../../src/providers/local/options.js';

describe('options of a local backend', () => {
  it('need not be given', () => {
    expect(localOptions.parse({})).toEqual({});
  });

  it('give categories readable labels where there are none', () => {
    const categories = [
      { value: 'APP_CRASH' },
      { value: 'BILLING', label: 'Bills', subcategories: [{ value: 'LATE_INVOICE' }, { value: 'X', label: 'Other' }] },
      { value: 'ACCOUNT', subcategories: [{ value: 'X', label: 'Other' }] },
    ];

    expect(localOptions.parse({ categories })).toEqual({
      categories: [
        { value: 'APP_CRASH', label: 'App crash', subcategories: [] },
        {
          value: 'BILLING',
          label: 'Bills',
          subcategories: [
            { value: 'LATE_INVOICE', label: 'Late invoice' },
            { value: 'X', label: 'Other' },
          ],
        },
        { value: 'ACCOUNT', label: 'Account', subcategories: [{ value: 'X', label: 'Other' }] },
      ],
    });
  });

  const TEXT = 'must be a text of 1 to 200 characters in one line, with a letter or a digit, and no space around it';
  const TWICE = 'is the same as that of [0] in this list';
  const many = Array.from({ length: 201 }, (_, index) => ({ value: `C${index}` }));

  it.each<[string, unknown, readonly unknown[], string]>([
    ['a value without text', [{ value: '' }], [0, 'value'], TEXT],
    ['a value of nothing that can be read', [{ value: '__' }], [0, 'value'], TEXT],
    ['a label of two lines', [{ value: 'A', label: 'a\u2028b' }], [0, 'label'], TEXT],
    ['a value with a space behind it', [{ value: 'A ' }], [0, 'value'], TEXT],
    ['half of a character', [{ value: 'A\ud800' }], [0, 'value'], TEXT],
    ['a category twice', [{ value: 'A' }, { value: 'B' }, { value: 'A' }], [2, 'value'], TWICE],
    [
      'a subcategory twice',
      [{ value: 'A', subcategories: [{ value: 'B' }, { value: 'B' }] }],
      [0, 'subcategories', 1, 'value'],
      TWICE,
    ],
    [
      'one subcategory with two labels',
      [
        { value: 'A', subcategories: [{ value: 'X' }] },
        { value: 'B', subcategories: [{ value: 'X', label: 'Other' }] },
      ],
      [1, 'subcategories', 0, 'label'],
      'must be that of the same value in a category before it',
    ],
    ['more categories than there may be', many, [], 'must be a list of at most 200'],
    [
      'as many subcategories',
      [{ value: 'A', subcategories: many }],
      [0, 'subcategories'],
      'must be a list of at most 200',
    ],
  ])('refuse %s and say where', (_name, categories, path, message) => {
    const { error } = localOptions.safeParse({ categories });

    expect(error?.issues.map((issue) => [issue.path, issue.message])).toEqual([[['categories', ...path], message]]);
  });
});
