import {
  getNamedType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { scopesOf } from '../../src/schema/access.js';

type WithFields = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;

/** Fields that have neither a rule nor an explicit "public", of their own or of their type: `Ticket.subject`. */
export function findUnruled(schema: GraphQLSchema): string[] {
  return typesWithFields(schema).flatMap((type) =>
    fieldsOf(type)
      .filter((field) => !hasRule(field) && !hasRule(type))
      .map((field) => `${type.name}.${field.name}`),
  );
}

/**
 * Root fields by which an object of a guarded type can be reached without the scope of that type: a type's rule is held by
 * nothing but the fields that lead to it.
 */
export function findOpenRoots(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const guards = new Set(
    typesWithFields(schema).flatMap((type) => (isRoot(type, schema) ? [] : (scopesOf(type) ?? []))),
  );
  return roots.flatMap((root) =>
    (root ? fieldsOf(root) : [])
      .filter((field) => [...guards].some((guard) => leadsPast(field, guard, schema)))
      .map(({ name }) => name),
  );
}

/** Fields whose rule is printed and held by nobody: what is a type's rule does nothing on a field. */
export function findUnenforced(schema: GraphQLSchema): string[] {
  return typesWithFields(schema).flatMap((type) =>
    fieldsOf(type)
      .filter((field) => scopesOf(field) !== null && !isEnforced(field))
      .map((field) => `${type.name}.${field.name}`),
  );
}

function leadsPast(field: Field, guard: string, schema: GraphQLSchema, seen = new Set<GraphQLNamedType>()): boolean {
  if (isHeldBy(field, guard)) return false;
  return reaches(getNamedType(field.type), guard, schema, seen);
}

function reaches(type: GraphQLNamedType, guard: string, schema: GraphQLSchema, seen: Set<GraphQLNamedType>): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (isUnionType(type)) return type.getTypes().some((member) => reaches(member, guard, schema, seen));
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  if (isHeldBy(type, guard)) return true;
  const members = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  return (
    members.some((member) => reaches(member, guard, schema, seen)) ||
    fieldsOf(type).some((field) => leadsPast(field, guard, schema, seen))
  );
}

function isHeldBy(element: Parameters<typeof scopesOf>[0], guard: string): boolean {
  return (scopesOf(element) ?? []).some((scope) => scope === guard);
}

function hasRule(element: WithFields | Field): boolean {
  return (scopesOf(element) ?? []).length > 0 || element.extensions['access'] === 'public';
}

function isEnforced({ extensions }: Field): boolean {
  return Object(extensions['pothosOptions']).authScopes !== undefined;
}

function isRoot(type: WithFields, schema: GraphQLSchema): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
    type as GraphQLObjectType,
  );
}

function typesWithFields(schema: GraphQLSchema): WithFields[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return types.filter((type) => isObjectType(type) || isInterfaceType(type));
}

function fieldsOf(type: WithFields): Field[] {
  return Object.values(type.getFields());
}
