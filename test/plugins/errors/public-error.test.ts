import { buildSchema, execute, parse, type GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { toMaskedCause, toPublicError } from '../../../src/plugins/errors/public-error.js';

const SCHEMA = buildSchema(`
  interface Named { name: String! }
  type Thing implements Named { name: String! }
  type Query { thing: Thing, things: [Thing], named: Named, sized(size: Int!): Int, count: Int }
`);

/** The error that a field ends in which is given what it should not be. */
async function failAt(query: string, rootValue: object = {}): Promise<GraphQLError> {
  const { errors: [error] = [] } = await execute({ schema: SCHEMA, document: parse(query), rootValue });
  if (!error) throw new Error('There is no error.');
  return error;
}

describe('an error that GraphQL itself raises', () => {
  it.each([
    ['a null where none may be', '{ thing { name } }', { thing: { name: null } }],
    ['what is no list', '{ things { name } }', { things: 'a secret' }],
    ['what is no number', '{ count }', { count: 'a secret' }],
    ['what throws', '{ count }', { count: () => Promise.reject(new Error('a secret')) }],
    ['what is of no type', '{ named { name } }', { named: { __typename: 'Secret', name: 'a secret' } }],
  ])('tells nothing of %s, which is our fault', async (_name, query, root) => {
    const error = await failAt(query, root);
    const told = toPublicError(error);

    expect(JSON.stringify(told)).not.toMatch(/secret|null|name"\\/i);
    expect(told).toMatchObject({ path: error.path, extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(toMaskedCause(told)).toBeInstanceOf(Error);
  });

  it('tells of arguments, which are the caller’s', async () => {
    const told = toPublicError(await failAt('{ sized(size: null) }'));

    expect(told).toMatchObject({ path: ['sized'], extensions: { code: 'BAD_USER_INPUT' } });
    expect(told.message).toContain('Argument "size"');
  });
});
