import { describe, expect, it } from 'vitest';
import { createBasis } from '../../src/federation/basis.js';

describe('a basis', () => {
  const open = () => {
    const state = { changes: 0, isCutOff: false };
    const basis = createBasis({ changes: () => state.changes, isCutOff: () => state.isCutOff });
    return { state, basis };
  };

  it('of nothing that was read outside holds until something changes', () => {
    const { state, basis } = open();
    const holds = basis.toHolds();

    expect(holds?.()).toBe(true);
    state.changes += 1;
    expect(holds?.()).toBe(false);
  });

  it('does not hold where something has changed since it was opened', () => {
    const { state, basis } = open();
    state.changes += 1;

    expect(basis.toHolds()?.()).toBe(false);
  });

  it('holds as long as everything that was read does', () => {
    const { basis } = open();
    const reads = [true, true, true];
    reads.forEach((_read, index) => {
      basis.begin();
      basis.restOn(() => reads[index] === true);
    });
    const holds = basis.toHolds();

    expect(holds?.()).toBe(true);
    for (const index of reads.keys()) {
      reads[index] = false;
      expect(holds?.()).toBe(false);
      reads[index] = true;
    }
  });

  it('is for its caller alone where a read failed, or is still under way', () => {
    const { basis } = open();
    basis.begin();
    basis.begin();
    basis.restOn(() => true);

    expect(basis.toHolds()).toBeNull();
  });

  it('is for its caller alone where the time was up before everything was told', () => {
    const { state, basis } = open();
    state.isCutOff = true;

    expect(basis.toHolds()).toBeNull();
  });

  it('is for its caller alone where that is said, whatever else it rests on', () => {
    const { basis } = open();
    basis.keepToCaller();
    basis.begin();
    basis.restOn(() => true);

    expect(basis.toHolds()).toBeNull();
  });
});
