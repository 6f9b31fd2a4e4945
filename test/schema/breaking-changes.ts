import {
  buildSchema,
  DangerousChangeType,
  findBreakingChanges as findOwnChanges,
  findDangerousChanges,
  isInterfaceType,
  isObjectType,
  print,
  type ConstDirectiveNode,
  type GraphQLSchema,
} from 'graphql';

/** The printer wrote them. */
const PRINTED = { assumeValid: true, assumeValidSDL: true };

interface Ruled {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/**
 * What a client written for one schema may miss, or find changed, in a later one, a line each: `FIELD_REMOVED:
 * Ticket.subject was removed.` Additions are none. A changed default is one, and so is any change of a rule: one more scope
 * shuts clients out, one less lets them in.
 */
export function findBreakingChanges(before: string, after: string): string[] {
  const [old, current] = [before, after].map((sdl) => buildSchema(sdl, PRINTED)) as [GraphQLSchema, GraphQLSchema];
  const defaults = findDangerousChanges(old, current).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  const own = [...findOwnChanges(old, current), ...defaults].map(({ type, description }) => `${type}: ${description}`);
  return [...own, ...findChangedRules(old, current)].toSorted();
}

/** Where the rules of types and fields that both schemas have differ. */
function findChangedRules(old: GraphQLSchema, current: GraphQLSchema): string[] {
  const [before, after] = [rulesOf(old), rulesOf(current)];
  return [...before].flatMap(([name, rule]) => {
    const now = after.get(name);
    return now === undefined || now === rule ? [] : [`RULE_CHANGED: ${name} had ${rule}, and has ${now}.`];
  });
}

function rulesOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  const ruled = types.flatMap((type): [string, Ruled][] => [
    [type.name, type],
    ...Object.values(type.getFields()).map((field): [string, Ruled] => [`${type.name}.${field.name}`, field]),
  ]);
  return new Map(ruled.map(([name, element]) => [name, toRule(element)]));
}

function toRule({ astNode }: Ruled): string {
  const rule = astNode?.directives?.find(({ name }) => name.value === 'requiresScopes');
  return rule ? print(rule) : 'no rule';
}

/** What stands in the way of a build. */
export interface Verdict {
  /** Breaking changes that nobody has allowed. */
  readonly unlisted: readonly string[];
  /** Allowed changes that are none: withdrawn, or misspelt. */
  readonly unfounded: readonly string[];
}

/** @param allowed one change a line as it was printed; `#` begins a comment, to say why */
export function judge(changes: readonly string[], allowed: string): Verdict {
  const lines = allowed.split('\n').map((line) => line.replace(/#.*/, '').trim());
  const listed = lines.filter((line) => line !== '');
  return {
    unlisted: changes.filter((change) => !listed.includes(change)),
    unfounded: listed.filter((change) => !changes.includes(change)),
  };
}
