/** Texts that a careless query would split, trim, escape, fold or execute. Systems may hold them. */
export const AWKWARD_TEXTS: readonly string[] = [
  '',
  ' ',
  ' padded ',
  'Open,Closed',
  ',',
  "O'Brien",
  "'; drop table tickets; --",
  '"quoted"',
  '50%',
  '%',
  '_',
  '\\',
  'a\\b',
  '{}',
  '{a,b}',
  'NULL',
  'null',
  'true',
  'x&status=Open',
  'x#y?z',
  'a+b',
  '%2C',
  '$1',
  '../users',
  '<b>bold</b>',
  'line\nbreak',
  'tab\tstop',
  'caf\u00e9',
  'cafe\u0301',
  '\u5145\u96fb',
  '\u{1f600}',
  '__proto__',
  'constructor',
  'x'.repeat(250),
];

/** Texts that can be asked for, but that many systems cannot hold: a zero character, halves of surrogate pairs. */
export const UNHOLDABLE_TEXTS: readonly string[] = ['\0', 'a\0b', '\ud83d', 'a\ude00', 'y'.repeat(5000)];

/** No value that a closed list would have. */
export const NONSENSE_VALUES: readonly string[] = [...AWKWARD_TEXTS.slice(0, 8), ...UNHOLDABLE_TEXTS, 'constructor'];

/** No id of anything, in any system. */
export const NONSENSE_IDS: readonly string[] = [
  ...AWKWARD_TEXTS,
  ...UNHOLDABLE_TEXTS,
  'categories',
  '.',
  '..',
  'tick',
  'tick/messages',
  '%00',
  '0',
  '-1',
];
