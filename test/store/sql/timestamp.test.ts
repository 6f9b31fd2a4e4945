import { describe, expect, it } from 'vitest';
import { parseTimestamp, toTimestamp } from '../../../src/store/sql/timestamp.js';

describe('a time in PostgreSQL', () => {
  it.each([
    ['2026-03-02 09:14:05+00', '2026-03-02T09:14:05.000Z'],
    ['2026-03-02 09:14:05.1+00', '2026-03-02T09:14:05.100Z'],
    ['2026-03-02 09:14:05.12+00', '2026-03-02T09:14:05.120Z'],
    ['2026-03-02 09:14:05.123+00', '2026-03-02T09:14:05.123Z'],
    ['0001-12-31 23:59:59.999+00 BC', '0000-12-31T23:59:59.999Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s', (timestamp, instant) => {
    expect(parseTimestamp(timestamp)).toBe(instant);
  });

  it.each(['infinity', '-infinity', '0002-01-01 00:00:00+00 BC', '10000-01-01 00:00:00+00', '2026-03-02 09:14:05+02'])(
    '%s is no instant',
    (timestamp) => {
      expect(() => parseTimestamp(timestamp)).toThrow(RangeError);
    },
  );

  it('has no year 0', () => {
    expect(toTimestamp('0000-02-29T00:00:00.000Z')).toBe('0001-02-29T00:00:00.000Z BC');
    expect(toTimestamp('2026-03-02T09:14:05.120Z')).toBe('2026-03-02T09:14:05.120Z');
  });
});
