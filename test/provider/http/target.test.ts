import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTargets } from '../../../src/provider/http/target.js';

const ROOTS = ['https://api.test', 'https://api.test/', 'https://api.test:8443/a/b//', 'http://[::1]:80/caf%C3%A9'];

/** What URLs take for a step up, or for none. */
const isStep = (part: string) => /^(?:\.|%2e){1,2}$/i.test(part);

describe('a target', () => {
  it('is the URL that its text stands for', () => {
    const part = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !isStep(text));
    const parameter = fc.tuple(fc.string(), fc.string());
    fc.assert(
      fc.property(
        fc.constantFrom(...ROOTS),
        fc.array(part, { minLength: 1 }),
        fc.array(parameter),
        (root, path, parameters) => {
          const target = createTargets(new URL(root))(path, parameters);

          const { href, origin, pathname, search } = new URL(target.href);
          expect(target).toEqual({ href, origin, pathname, search });
        },
      ),
    );
  });

  it('escapes what would end a part of its path', () => {
    const { href } = createTargets(new URL('https://api.test/v1/'))(['a/b', 'c?d#e'], [['f', 'g&h']]);

    expect(href).toBe('https://api.test/v1/a%2Fb/c%3Fd%23e?f=g%26h');
  });
});
