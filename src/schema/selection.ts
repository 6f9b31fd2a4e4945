import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field of a query that is being run, or whose cost is told. */
export type Selection = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

/**
 * True when the query selects the field at the end of this path below the field being resolved, under any alias and
 * through any fragment, as far as @skip and @include leave it in.
 */
export function selects(info: Selection, ...path: readonly string[]): boolean {
  return info.fieldNodes.some((node) => reaches(node.selectionSet, path, info));
}

function reaches(set: SelectionSetNode | undefined, path: readonly string[], info: Selection): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  return fieldsOf(set, info).some((field) => field.name.value === name && reaches(field.selectionSet, rest, info));
}

function fieldsOf(set: SelectionSetNode | undefined, info: Selection): FieldNode[] {
  const included = (set?.selections ?? []).filter((node) => isIncluded(node, info));
  return included.flatMap((node) => {
    if (node.kind === 'Field') return [node];
    const fragment = node.kind === 'InlineFragment' ? node : info.fragments[node.name.value];
    return fieldsOf(fragment?.selectionSet, info);
  });
}

export function isIncluded(node: SelectionNode, { variableValues }: Pick<Selection, 'variableValues'>): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;
}
