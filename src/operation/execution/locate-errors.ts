import {
  getOperationAST,
  GraphQLError,
  Kind,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Located {
  readonly document: DocumentNode;
  readonly operationName: string | null;
}

/** The same errors with the places in the query that their paths lead to: code knows none, or those of another query. */
export function locateErrors(errors: readonly GraphQLError[], query: Located): readonly GraphQLError[] {
  return errors.map((error) => {
    const { message, path, originalError, extensions } = error;
    if (!path) return error;
    const nodes = findNodes(path, query);
    return new GraphQLError(message, { nodes, path, originalError: originalError ?? null, extensions });
  });
}

/** The fields that the last name in a path stands for. */
function findNodes(path: readonly (string | number)[], { document, operationName }: Located): readonly FieldNode[] {
  let sets: readonly (SelectionSetNode | undefined)[] = [getOperationAST(document, operationName)?.selectionSet];
  let nodes: readonly FieldNode[] = [];
  for (const name of path) {
    if (typeof name === 'number') continue;
    nodes = sets.flatMap((set) => fieldsOf(set, document)).filter((node) => (node.alias ?? node.name).value === name);
    sets = nodes.map(({ selectionSet }) => selectionSet);
  }
  return nodes;
}

function fieldsOf(set: SelectionSetNode | undefined, document: DocumentNode): FieldNode[] {
  return (set?.selections ?? []).flatMap((node) =>
    node.kind === Kind.FIELD ? [node] : fieldsOf(setOf(node, document), document),
  );
}

function setOf(node: Exclude<SelectionNode, FieldNode>, { definitions }: DocumentNode): SelectionSetNode | undefined {
  if (node.kind === Kind.INLINE_FRAGMENT) return node.selectionSet;
  return definitions
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    .find(({ name }) => name.value === node.name.value)?.selectionSet;
}
