import { describe, expect, it } from 'vitest';
import { createOnce } from '../../src/plugins/create-once.js';

describe('what is created once', () => {
  it('is the same for everybody, and a failure is for those alone who waited for it', async () => {
    const outcomes = [Promise.reject(new Error('full')), Promise.resolve('page'), Promise.resolve('another')];
    const get = createOnce(() => outcomes.shift() ?? Promise.reject(new Error('none left')));

    const first = await Promise.allSettled([get(), get()]);
    const later = await Promise.all([get(), get()]);

    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([...later, await get()]).toEqual(['page', 'page', 'page']);
  });
});
