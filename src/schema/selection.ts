import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
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
  return info.fieldNodes.some((node) => reaches(node.selectionSet, path, 0, info));
}

/** @param depth of the path, where the selections stand */
function reaches(set: SelectionSetNode | undefined, path: readonly string[], depth: number, info: Selection): boolean {
  if (depth === path.length) return true;
  for (const node of set?.selections ?? []) {
    if (leadsOn(node, path, depth, info) && isIncluded(node, info)) return true;
  }
  return false;
}

function leadsOn(node: SelectionNode, path: readonly string[], depth: number, info: Selection): boolean {
  if (node.kind === Kind.FIELD) {
    return node.name.value === path[depth] && reaches(node.selectionSet, path, depth + 1, info);
  }
  const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
  return reaches(fragment?.selectionSet, path, depth, info);
}

export function isIncluded(node: SelectionNode, { variableValues }: Pick<Selection, 'variableValues'>): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;
}
