import { readFileSync } from 'node:fs';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { scopesOf } from '../../src/schema/access.js';
import { printSchema } from '../../src/schema/print.js';
import { createSchema } from '../../src/schema/schema.js';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

describe('the public schema', () => {
  it('is what schema.graphql says', () => {
    expect(readFileSync('schema.graphql', 'utf8')).toBe(printSchema());
  });

  it('describes every type, field, argument and enum value', () => {
    const silent = types.flatMap(listDescribed).filter(([, description]) => !description?.trim());

    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('has a rule or an explicit "public" on every field, its own or its type’s', () => {
    const unruled = types.filter(isObjectOrInterface).flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => !hasRule(field) && !hasRule(type))
        .map((field) => `${type.name}.${field.name}`),
    );

    expect(unruled).toEqual([]);
  });

  it('guards every root field that leads to a guarded type', () => {
    const open = rootFields(schema)
      .filter((field) => !(scopesOf(field) ?? []).includes('support:read') && leadsToGuarded(getNamedType(field.type)))
      .map(({ name }) => name);

    // These two look the type up in the id first and hold its rule then.
    expect(open).toEqual(['node', 'nodes']);
  });

  it('prints the rules into the SDL', () => {
    const sdl = printSchema();

    expect(sdl).toContain('type Ticket implements Node @requiresScopes(scopes: [["support:read"]])');
    expect(sdl).toMatch(/email: String @requiresScopes\(scopes: \[\["user:read"\]\]\)/);
    expect(sdl).toMatch(
      /updateTicket\([\s\S]*?\): UpdateTicketResult! @requiresScopes\(scopes: \[\["support:write", "support:read"\]\]\)/,
    );
  });
});

type Described = readonly [name: string, description: string | null | undefined];

function listDescribed(type: GraphQLNamedType): Described[] {
  const own: Described[] = [[type.name, type.description]];
  if (isEnumType(type)) return [...own, ...type.getValues().map(toDescribed(type))];
  if (isInputObjectType(type)) return [...own, ...Object.values(type.getFields()).map(toDescribed(type))];
  if (!isObjectOrInterface(type)) return own;
  const fields = Object.values(type.getFields());
  return [...own, ...fields.map(toDescribed(type)), ...fields.flatMap((field) => field.args.map(toDescribed(type)))];
}

function toDescribed(type: GraphQLNamedType) {
  return ({ name, description }: { name: string; description?: string | null | undefined }): Described => [
    `${type.name}.${name}`,
    description,
  ];
}

function isObjectOrInterface(type: GraphQLNamedType) {
  return isObjectType(type) || isInterfaceType(type);
}

function hasRule(element: { readonly extensions: Readonly<Record<string, unknown>> }): boolean {
  return scopesOf(element) !== null || element.extensions['access'] === 'public';
}

function rootFields({ getQueryType, getMutationType }: GraphQLSchema) {
  const roots = [getQueryType.call(schema), getMutationType.call(schema)];
  return roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
}

/** Through types without a rule of their own, too: what a payload or an error shows is shown by the root field. */
function leadsToGuarded(type: GraphQLNamedType, seen = new Set<GraphQLNamedType>()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (scopesOf(type) !== null) return true;
  if (isUnionType(type)) return type.getTypes().some((member) => leadsToGuarded(member, seen));
  if (isInterfaceType(type)) return schema.getPossibleTypes(type).some((member) => leadsToGuarded(member, seen));
  if (!isObjectType(type)) return false;
  const open = Object.values(type.getFields()).filter((field) => scopesOf(field) === null);
  return open.some((field) => leadsToGuarded(getNamedType(field.type), seen));
}
