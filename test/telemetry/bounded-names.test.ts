import { describe, expect, it } from 'vitest';
import { createBoundedNames } from '../../src/telemetry/bounded-names.js';

describe('bounded names', () => {
  it('keep the first ones and call the rest other, however many come', () => {
    const names = createBoundedNames();

    const labels = new Set(Array.from({ length: 10_000 }, (_, number) => names.toLabel(`Name${number}`)));

    expect(labels.size).toBe(101);
    expect([names.toLabel('Name0'), names.toLabel('Name9999')]).toEqual(['Name0', 'other']);
  });

  it.each(['', 'with space', '1st', 'x'.repeat(65), 'quo"te', 'line\nbreak', 'ümlaut'])(
    'take no room for %j',
    (name) => {
      const names = createBoundedNames(1);

      expect([names.toLabel(name), names.toLabel('Fine'), names.toLabel(null)]).toEqual(['other', 'Fine', 'unnamed']);
    },
  );
});
