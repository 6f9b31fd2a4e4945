import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import { failAlways } from './faults.js';
import { createScriptedBackend } from './scripted-provider.js';
import { createWorld } from './world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'GET /categories: 503.');
const categories = [{ value: 'BILLING', label: 'Billing', subcategories: [] }];

describe('categories', () => {
  it('are read once a request, for each backend by itself', async () => {
    const backends = [
      createScriptedBackend({ key: 'a', categories }),
      createScriptedBackend({ key: 'b' }),
      createScriptedBackend({ key: 'c', categories, before: failAlways(UNAVAILABLE) }),
    ];
    const session = createWorld(backends).ask();

    const settled = await Promise.allSettled(['a', 'a', 'b', 'c', 'unknown'].map((key) => session.loadCategories(key)));
    await session.loadCategories('a');

    expect(settled).toEqual([
      { status: 'fulfilled', value: categories },
      { status: 'fulfilled', value: categories },
      { status: 'fulfilled', value: [] },
      { status: 'rejected', reason: UNAVAILABLE },
      { status: 'fulfilled', value: [] },
    ]);
    expect(backends.map(({ calls }) => calls.length)).toEqual([1, 0, 1]);
  });
});
