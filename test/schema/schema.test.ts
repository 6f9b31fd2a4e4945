import { readFileSync } from 'node:fs';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
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
