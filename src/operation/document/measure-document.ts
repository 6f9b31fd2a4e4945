import { visit, type DocumentNode } from 'graphql';

/** What is in a document. Fields and depth are told with every fragment written out, without writing them out. */
export interface DocumentSize {
  readonly operations: number;
  readonly rootFields: number;
  /** Infinity when there are more than can be counted. */
  readonly fields: number;
  /** Levels of fields. */
  readonly depth: number;
  /** Fragments inside fragments. */
  readonly fragmentDepth: number;
  readonly aliases: number;
  readonly directives: number;
  /** A chain of fragments that leads back to its beginning; null when there is none. */
  readonly cycle: readonly string[] | null;
}

/** An operation or a fragment by itself. */
interface Part {
  rootFields: number;
  fields: number;
  depth: number;
  readonly spreads: { readonly name: string; readonly depth: number }[];
}

/** A part with all that it spreads. */
interface Whole {
  readonly rootFields: number;
  readonly fields: number;
  readonly depth: number;
  readonly fragmentDepth: number;
}

const NOTHING: Whole = { rootFields: 0, fields: 0, depth: 0, fragmentDepth: 0 };

export function measureDocument(document: DocumentNode): DocumentSize {
  const { operations, fragments, aliases, directives } = takeApart(document);
  const order = sortFragments(fragments);
  if (order.cycle) return { operations: operations.length, ...NOTHING, aliases, directives, cycle: order.cycle };
  const wholes = new Map<string, Whole>();
  for (const [name, part] of order.sorted) wholes.set(name, addSpreads(part, wholes));
  // Fragments that nothing spreads are validated all the same.
  const run = operations.map((part) => addSpreads(part, wholes));
  const most = (figure: keyof Whole, parts: Iterable<Whole>) =>
    Math.max(0, ...[...parts].map((whole) => whole[figure]));
  const all = [...run, ...wholes.values()];
  const figures = { fields: most('fields', all), depth: most('depth', all), fragmentDepth: most('fragmentDepth', all) };
  const rootFields = most('rootFields', run);
  return { operations: operations.length, rootFields, ...figures, aliases, directives, cycle: null };
}

function takeApart(document: DocumentNode) {
  const operations: Part[] = [];
  const fragments = new Map<string, Part>();
  let [aliases, directives, depth] = [0, 0, 0];
  let part = createPart();
  visit(document, {
    OperationDefinition: () => void operations.push((part = createPart())),
    FragmentDefinition: ({ name }) => void fragments.set(name.value, (part = createPart())),
    Field: {
      enter({ alias }) {
        depth += 1;
        if (alias) aliases += 1;
        part.fields += 1;
        part.rootFields += depth === 1 ? 1 : 0;
        part.depth = Math.max(part.depth, depth);
      },
      leave() {
        depth -= 1;
      },
    },
    FragmentSpread: ({ name }) => void part.spreads.push({ name: name.value, depth }),
    Directive: () => void (directives += 1),
  });
  return { operations, fragments, aliases, directives };
}

function createPart(): Part {
  return { rootFields: 0, fields: 0, depth: 0, spreads: [] };
}

function addSpreads(part: Part, wholes: ReadonlyMap<string, Whole>): Whole {
  let { rootFields, fields, depth, fragmentDepth } = { ...NOTHING, ...part };
  for (const spread of part.spreads) {
    // A fragment that is not there is for the validation to tell.
    const whole = wholes.get(spread.name) ?? NOTHING;
    fields += whole.fields;
    depth = Math.max(depth, spread.depth + whole.depth);
    fragmentDepth = Math.max(fragmentDepth, 1 + whole.fragmentDepth);
    if (spread.depth === 0) rootFields += whole.rootFields;
  }
  return { rootFields, fields, depth, fragmentDepth };
}

/** Fragments after those that they spread, without recursion: a chain can be as long as the document. */
function sortFragments(fragments: ReadonlyMap<string, Part>) {
  const sorted = new Map<string, Part>();
  for (const [start, first] of fragments) {
    const stack = [{ name: start, part: first, spreads: first.spreads.values() }];
    const open = new Set([start]);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { name } = top.spreads.next().value ?? { name: null };
      const part = name === null ? undefined : fragments.get(name);
      if (name !== null && open.has(name)) return { sorted, cycle: toCycle([...open], name) };
      if (name !== null && part && !sorted.has(name)) {
        stack.push({ name, part, spreads: part.spreads.values() });
        open.add(name);
      }
      if (name !== null) continue;
      stack.pop();
      open.delete(top.name);
      sorted.set(top.name, top.part);
    }
  }
  return { sorted, cycle: null };
}

function toCycle(chain: readonly string[], name: string): string[] {
  return [...chain.slice(chain.indexOf(name)), name];
}
