import {
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../src/schema/schema.js';
import { findOpenRoots, findUnenforced, findUnruled } from './rules.js';

const PUBLIC = { extensions: { access: 'public' } };
const READ = { extensions: { requiredScopes: ['support:read'] } };
const WRITE = { extensions: { requiredScopes: ['support:write'] } };
const text = { type: GraphQLString };

describe('the public schema', () => {
  const schema = createSchema();

  it('has a rule or an explicit "public" on every field, its own or its type’s', () => {
    expect(findUnruled(schema)).toEqual([]);
  });

  it('guards every root field that leads to a guarded type', () => {
    // These two look the type up in the id first and hold its rule then.
    expect(findOpenRoots(schema)).toEqual(['node', 'nodes']);
  });

  it('enforces every rule that it prints on a field', () => {
    expect(findUnenforced(schema)).toEqual([]);
  });
});

/** Everything that could let a field slip through the walk. */
describe('the walk over a schema', () => {
  const Secret = new GraphQLObjectType({ name: 'Secret', fields: { word: text }, ...READ });
  const Named = new GraphQLInterfaceType({ name: 'Named', fields: { name: text }, ...PUBLIC });
  const NamedSecret = new GraphQLObjectType({
    name: 'NamedSecret',
    interfaces: [Named],
    fields: { name: text, word: text },
    ...READ,
  });
  const Open = new GraphQLObjectType({
    name: 'Open',
    fields: { secrets: { type: new GraphQLList(Secret) } },
    ...PUBLIC,
  });
  const Held = new GraphQLObjectType({ name: 'Held', fields: { secret: { type: Secret, ...READ } }, ...PUBLIC });
  const Other = new GraphQLObjectType({ name: 'Other', fields: { secret: { type: Secret, ...WRITE } }, ...PUBLIC });
  const Either = new GraphQLUnionType({ name: 'Either', types: [Held, Open] });
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        guarded: { type: Secret, ...READ },
        held: { type: Held, ...PUBLIC },
        bare: { type: Secret },
        named: { type: Named, ...PUBLIC },
        union: { type: Either, ...PUBLIC },
        nested: { type: Open, ...PUBLIC },
        other: { type: Other, ...PUBLIC },
        empty: { type: GraphQLString, extensions: { requiredScopes: [] } },
        word: { type: GraphQLString, extensions: { access: 'Public' } },
      },
    }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: { write: { type: Secret, ...WRITE } } }),
    subscription: new GraphQLObjectType({ name: 'Subscription', fields: { watch: { type: Open } } }),
    types: [NamedSecret],
  });

  it('finds fields without a rule, an empty one and one that is misspelt, subscriptions too', () => {
    expect(findUnruled(schema)).toEqual(['Query.bare', 'Query.empty', 'Query.word', 'Subscription.watch']);
  });

  it('finds ways to a guarded type through lists, interfaces, unions, open fields and another scope', () => {
    expect(findOpenRoots(schema)).toEqual(['bare', 'named', 'union', 'nested', 'other', 'write', 'watch']);
  });

  it('finds rules on fields that nothing enforces', () => {
    expect(findUnenforced(schema)).toContain('Held.secret');
  });
});
