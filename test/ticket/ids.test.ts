import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mintMessageId,
  mintTicketId,
  mintUserId,
  parseGlobalId,
  toGlobalId,
  type NodeRef,
} from '../../src/ticket/ids.js';

const text = fc.string({ unit: 'binary', minLength: 1 });
const nodes: fc.Arbitrary<NodeRef> = fc.oneof(
  fc.record({ type: fc.constant('Ticket' as const), backend: text, nativeId: text }),
  fc.record({ type: fc.constant('Message' as const), backend: text, ticketNativeId: text, messageId: text }),
  fc.record({ type: fc.constantFrom('User' as const, 'Organization' as const), id: text }),
  fc.record({ type: fc.constant('Backend' as const), key: text }),
);

function encode(plain: string): string {
  return Buffer.from(plain).toString('base64url');
}

describe('a global id', () => {
  it('says what it was made from, whatever is in it', () => {
    fc.assert(
      fc.property(nodes, (node) => {
        expect(parseGlobalId(toGlobalId(node))).toEqual(node);
      }),
      { seed: 20_260_302, numRuns: 1000 },
    );
  });

  it('is one word that a URL can carry', () => {
    const id = toGlobalId({ type: 'Ticket', backend: 'moov-eu', nativeId: 'ä/:%?#' });

    expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('differs for every node', () => {
    const ids = [
      toGlobalId({ type: 'Ticket', backend: 'a', nativeId: 'b:c' }),
      toGlobalId({ type: 'Ticket', backend: 'a:b', nativeId: 'c' }),
      toGlobalId({ type: 'Message', backend: 'a', ticketNativeId: 'b', messageId: 'c' }),
      toGlobalId({ type: 'Message', backend: 'a', ticketNativeId: 'b:c', messageId: 'c' }),
      toGlobalId({ type: 'User', id: 'a' }),
      toGlobalId({ type: 'Organization', id: 'a' }),
      toGlobalId({ type: 'Backend', key: 'a' }),
    ];

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has one spelling: an edited one is nothing, or another node', () => {
    const id = fc.constant(toGlobalId({ type: 'Ticket', backend: 'moov-eu', nativeId: 't1' }));
    const edits = fc.record({ id, at: fc.nat({ max: 40 }), insert: fc.constantFrom('', 'A', '=', ' ', '+', '_') });

    fc.assert(
      fc.property(edits, ({ id: original, at, insert }) => {
        const edited = original.slice(0, at) + insert + original.slice(at + 1);
        const node = parseGlobalId(edited);

        expect(node === null || toGlobalId(node) === edited).toBe(true);
      }),
      { seed: 20_260_302, numRuns: 1000 },
    );
  });

  it.each([
    ['', 'empty'],
    ['!!!!', 'no base64'],
    [encode('Ticket'), 'only a type'],
    [encode('Ticket:a'), 'a part too few'],
    [encode('Ticket:a:'), 'an empty part'],
    [encode('Ticket::b'), 'an empty backend'],
    [encode('Ticket:a:b:c'), 'a part too many'],
    [encode('Message:a:b'), 'a message without an id'],
    [encode('Message:a:b:c:d'), 'a message with a part too many'],
    [encode('User:a:b'), 'a user with a part too many'],
    [encode('User:'), 'a user without an id'],
    [encode('Backend:a:b'), 'a backend with a part too many'],
    [encode('ticket:a:b'), 'a type in another case'],
    [encode('Query:a'), 'an unknown type'],
    [encode('constructor:a'), 'a type that every object has'],
    [encode('Ticket:%61:b'), 'an escape that is not needed'],
    [encode('Ticket:a b:c'), 'an escape that is missing'],
    [encode('Ticket:%:b'), 'a broken escape'],
    [encode('Ticket:%ED%A0%80:b'), 'an escape that is no character'],
    [encode('Ticket:%c3%a4:b'), 'an escape in lower case'],
    [`${encode('Ticket:a:b')}=`, 'padding'],
    [Buffer.from('Ticket:a:b>>').toString('base64'), 'plain base64'],
    [Buffer.from([0x54, 0xff, 0x3a, 0x61]).toString('base64url'), 'bytes that are no text'],
    ['1', 'a number'],
  ])('is not %j: %s', (id) => {
    expect(parseGlobalId(id)).toBeNull();
  });
});

describe('a new id', () => {
  it('says of what, and sorts by time', () => {
    const early = [mintTicketId(1000), mintMessageId(1000), mintUserId(1000)];
    const late = [mintTicketId(2000), mintMessageId(2000), mintUserId(2000)];

    const ulid = '[0-9A-HJKMNP-TV-Z]{26}$';
    expect(early[0]).toMatch(new RegExp(`^tick${ulid}`));
    expect(early[1]).toMatch(new RegExp(`^tmsg${ulid}`));
    expect(early[2]).toMatch(new RegExp(`^user${ulid}`));
    expect(late.every((id, index) => id > (early[index] ?? ''))).toBe(true);
  });

  it('comes after every other of the same millisecond', () => {
    const ids = Array.from({ length: 1000 }, () => mintTicketId(5000));

    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(1000);
  });
});
