import { describe, expect, it } from 'vitest';
import { createCursorCodec, CursorError } from '../../src/federation/cursor.js';
import type { TicketKey } from '../../src/ticket/order.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { failAlways } from './faults.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { createWorld, namesOf, toQuestion } from './world.js';

const SECRET = Buffer.alloc(32, 7);
const codec = createCursorCodec(SECRET);
const place: TicketKey = { value: '2026-03-02T09:14:05.000Z', backend: 'ev-energy', nativeId: 'tick01' };
const cursor = codec.seal(place, 'question');

describe('a cursor', () => {
  it.each([
    place,
    { ...place, value: 3 },
    { ...place, value: null },
    { ...place, nativeId: 'größe \u{1f600} \ud800 "\u0000' },
    { value: '2026-03-02T09:14:05.000Z', backend: '\u{10ffff}', nativeId: '' },
  ])('is the place it was made from: %j', (key) => {
    expect(codec.open(codec.seal(key, 'grün \u{1f600}'), 'grün \u{1f600}')).toEqual(key);
  });

  it('is the same text for the same place, in every process with the secret', () => {
    expect(createCursorCodec(Buffer.alloc(32, 7)).seal({ ...place }, 'question')).toBe(cursor);
  });

  it('is another text for another place, question or secret', () => {
    const others = [
      codec.seal({ ...place, nativeId: 'tick02' }, 'question'),
      codec.seal({ ...place, value: null }, 'question'),
      codec.seal(place, 'another'),
      createCursorCodec(Buffer.alloc(32, 8)).seal(place, 'question'),
    ];

    expect(new Set([...others, cursor]).size).toBe(5);
  });

  it('shows nothing of the place', () => {
    const bytes = Buffer.from(cursor, 'base64url').toString('latin1');

    expect(bytes).not.toContain('tick01');
    expect(bytes).not.toContain('2026');
  });

  it('is refused when any byte is edited', () => {
    const bytes = Buffer.from(cursor, 'base64url');
    for (const index of bytes.keys()) {
      for (const bit of [1, 128]) {
        const edited = Buffer.from(bytes);
        edited[index] = (edited[index] ?? 0) ^ bit;

        expect(() => codec.open(edited.toString('base64url'), 'question'), `byte ${index}`).toThrow(CursorError);
      }
    }
  });

  it('is refused when any character is edited, left out or put in', () => {
    for (let index = 0; index < cursor.length; index += 1) {
      const [head, tail] = [cursor.slice(0, index), cursor.slice(index + 1)];
      const other = cursor[index] === 'A' ? 'B' : 'A';
      for (const edited of [head + other + tail, head + tail, `${head}A${cursor.slice(index)}`, head]) {
        expect(() => codec.open(edited, 'question'), edited).toThrow(CursorError);
      }
    }
  });

  it.each(['', 'A', '=', 'null', '[1]', `${cursor}=`, ` ${cursor}`, `${cursor}\n`, '💥', 'A'.repeat(10_000)])(
    'is not what is garbage: %j',
    (garbage) => {
      expect(() => codec.open(garbage, 'question')).toThrow(
        new CursorError('is not a cursor of this gateway, or an outdated one; start again without it'),
      );
    },
  );

  it('of another question is refused', () => {
    expect(() => codec.open(cursor, 'another')).toThrow(
      new CursorError('belongs to another filter, order or caller; use it with the arguments it came from'),
    );
  });

  it('of another gateway is refused', () => {
    expect(() => createCursorCodec(Buffer.alloc(32, 8)).open(cursor, 'question')).toThrow(CursorError);
  });
});

describe('the cursor of a list', () => {
  it.each([
    ['no order', {}],
    ['the order', EVERY_ORDER],
  ])('outlives a backend that drops out, giving %s', async (_name, orders) => {
    const capabilities = { ...DECLARES_NOTHING, orders };
    const makeBackend = (key: string, isFailing = false) => {
      const stored = ['1', '2', '3'].map((nativeId) =>
        makeStored({ backend: key, nativeId, createdAt: `2026-03-0${nativeId}T00:00:00.000Z` }),
      );
      const before = failAlways(new ProviderError('UNAVAILABLE', 'GET /tickets: 503.'));
      return createScriptedBackend({ key, stored, capabilities, ...(isFailing && { before }) });
    };
    const [first, failing, gone] = [
      createWorld([makeBackend('a'), makeBackend('b')]),
      createWorld([makeBackend('a'), makeBackend('b', true)]),
      createWorld([makeBackend('a')]),
    ];
    const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
    const { next } = await first.ask().listTickets(toQuestion({ order, size: 2 }));
    const text = next === null ? '' : first.cursors.seal(next, 'question');

    const lists = await Promise.all(
      [first, failing, gone].map(({ ask, cursors }) =>
        ask().listTickets(toQuestion({ order, from: cursors.open(text, 'question') })),
      ),
    );

    expect(next).toEqual({ value: '2026-03-01T00:00:00.000Z', backend: 'b', nativeId: '1' });
    expect(lists.map(namesOf)).toEqual([
      ['a/2', 'b/2', 'a/3', 'b/3'],
      ['a/2', 'a/3'],
      ['a/2', 'a/3'],
    ]);
  });
});
