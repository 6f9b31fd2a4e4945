import type { Dashboard } from './answer.js';

/** More nodes than these on one side would be too thin to tell apart. */
const MOST_NAMED = 15;

type Sankey = Dashboard['sankey'];
type Link = Sankey['links'][number];

export interface Flows {
  /** Categories, the largest first. */
  readonly sources: readonly FlowNode[];
  /** Subcategories, the largest first. */
  readonly targets: readonly FlowNode[];
  /** At most one between any two nodes. */
  readonly links: readonly Link[];
}

export interface FlowNode {
  /** Unique over both sides. */
  readonly id: string;
  readonly label: string;
  /** Tickets that pass it. */
  readonly count: number;
}

/** The Sankey diagram as it is drawn: on both sides the largest nodes, and one for all the others. */
export function toFlows({ nodes, links }: Sankey): Flows {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const flowing = links.filter(({ value }) => value > 0);
  const sources = toSide('categories', labels, addUp(flowing, 'source'));
  const targets = toSide('subcategories', labels, addUp(flowing, 'target'));
  return { sources: sources.nodes, targets: targets.nodes, links: mergeLinks(flowing, sources.toId, targets.toId) };
}

function toSide(plural: string, labels: ReadonlyMap<string, string>, counts: readonly (readonly [string, number])[]) {
  // A node for all the others is worth it from the second of them on.
  const named = counts.length > MOST_NAMED + 1 ? counts.slice(0, MOST_NAMED) : counts;
  const others = counts.slice(named.length);
  const ids = new Map(named.map(([id]) => [id, `${plural}: ${id}`]));
  const rest = `other ${plural}`;
  const nodes = named.map(([id, count]) => ({ id: ids.get(id) ?? rest, label: labels.get(id) ?? id, count }));
  const restCount = others.reduce((total, [, count]) => total + count, 0);
  if (others.length > 0) nodes.push({ id: rest, label: `${others.length} ${rest}`, count: restCount });
  return { nodes, toId: (id: string) => ids.get(id) ?? rest };
}

/** Tickets of each node of one side, the largest first. */
function addUp(links: readonly Link[], side: 'source' | 'target'): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { [side]: id, value } of links) counts.set(id, (counts.get(id) ?? 0) + value);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

function mergeLinks(
  links: readonly Link[],
  toSource: (id: string) => string,
  toTarget: (id: string) => string,
): Link[] {
  const merged = new Map<string, Link>();
  for (const link of links) {
    const [source, target] = [toSource(link.source), toTarget(link.target)];
    const key = JSON.stringify([source, target]);
    merged.set(key, { source, target, value: (merged.get(key)?.value ?? 0) + link.value });
  }
  return [...merged.values()];
}
