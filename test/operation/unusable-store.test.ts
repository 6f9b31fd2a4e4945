import { expect, it } from 'vitest';
import { startGateway } from './started.js';

it('a gateway whose store cannot be opened ends, and says why', async () => {
  const settings = { store: { dataDirectory: '/dev/null/store' }, backends: [{ key: 'desk', provider: 'local' }] };

  await expect(startGateway({ settings })).rejects.toThrow(/1.*\/dev\/null\/store/s);
});
