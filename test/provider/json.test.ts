import { describe, expect, it } from 'vitest';
import { toJsonObject } from '../../src/provider/json.js';

describe('facts from outside', () => {
  it('are copied without what could change an object’s nature', () => {
    const facts: unknown = JSON.parse('{"a":[1,null,{"b":"c"}],"__proto__":{"admin":true}}');

    const copy = toJsonObject(facts as Record<string, unknown>);

    expect(copy).toEqual({ a: [1, null, { b: 'c' }] });
    expect('admin' in copy).toBe(false);
  });

  it('are null where they nest deeper than anybody looks', () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);

    const copy = toJsonObject(deep as Record<string, unknown>);

    expect(JSON.stringify(copy)).toBe(`${'{"a":'.repeat(33)}null${'}'.repeat(33)}`);
  });
});
