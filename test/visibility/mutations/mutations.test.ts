import { describe, expect, it } from 'vitest';
import { MUTATIONS } from './all.js';
import { mutate } from './mutation.js';

describe('the mutations of visibility', () => {
  it('each change what stands in the sources exactly once', () => {
    // A rule that was rewritten needs its mutations rewritten, or it would go unproven.
    for (const mutation of MUTATIONS) expect(mutate('.', mutation)).toContain(mutation.replacement);
  });

  it('have different names', () => {
    const names = MUTATIONS.map(({ name, file }) => `${name}: ${file}`);

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
