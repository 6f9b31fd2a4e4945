import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRecord } from '../../src/config/json-value.js';
import { nearestName } from '../../src/config/nearest-name.js';
import { settingsSchema } from '../../src/config/settings.js';

function* undescribed(shape: unknown, path: string): Generator<string> {
  if (!isRecord(shape)) return;
  if (path !== '' && !shape['description']) yield path;
  const items = isRecord(shape['items']) ? shape['items'] : {};
  const properties = { ...Object(shape['properties']), ...Object(items['properties']) };
  for (const [name, part] of Object.entries(properties)) yield* undescribed(part, `${path}.${name}`);
}

describe('the settings', () => {
  const shape = z.toJSONSchema(settingsSchema, { io: 'input' });

  it('are all described, so that a table of them can be made', () => {
    expect([...undescribed(shape, '')]).toEqual([]);
    expect([...undescribed({ properties: { a: { properties: { b: {} } } } }, '')]).toEqual(['.a', '.a.b']);
  });

  it('show their defaults there', () => {
    expect(shape).toMatchObject({
      properties: {
        server: { properties: { port: { default: 4000, minimum: 0, maximum: 65_535 } } },
        limits: { properties: { deadlineMs: { default: 10_000 } } },
      },
      required: ['auth', 'backends'],
    });
  });
});

describe('the nearest name', () => {
  const names = ['host', 'port', 'graphiql', 'deadlineMs'];

  it.each([
    ['prot', 'port'],
    ['PORT', 'port'],
    ['hosts', 'host'],
    ['deadlineMS', 'deadlineMs'],
    ['deadline_ms', 'deadlineMs'],
    ['graphql', 'graphiql'],
    ['colour', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])('to %s is %s', (name, expected) => {
    expect(nearestName(name, names)).toBe(expected);
  });
});
