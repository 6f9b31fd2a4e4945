import type { Scopes, Viewer } from './viewer.js';

/** Something that can be looked at of a viewer: a part of it, or whether one scope is among its own. */
export type Trait = keyof Viewer | `scope ${string}`;

/** The same viewer, which remembers what was looked at: viewers who are alike in that cannot be told apart by it. */
export class WatchedViewer implements Viewer {
  readonly scopes: Scopes;
  readonly #viewer: Viewer;
  readonly #traits = new Set<Trait>();

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
    this.scopes = new WatchedScopes(viewer.scopes, this.#traits);
  }

  get userId(): Viewer['userId'] {
    return this.#look('userId');
  }

  get organizationId(): Viewer['organizationId'] {
    return this.#look('organizationId');
  }

  get visibility(): Viewer['visibility'] {
    return this.#look('visibility');
  }

  get tokenExpiresAt(): Viewer['tokenExpiresAt'] {
    return this.#look('tokenExpiresAt');
  }

  /** What was looked at so far, in an order that does not depend on when. */
  traits(): readonly Trait[] {
    return [...this.#traits].toSorted();
  }

  #look<Part extends keyof Viewer>(part: Part): Viewer[Part] {
    this.#traits.add(part);
    return this.#viewer[part];
  }
}

class WatchedScopes implements Scopes {
  readonly #scopes: Scopes;
  readonly #traits: Set<Trait>;

  constructor(scopes: Scopes, traits: Set<Trait>) {
    this.#scopes = scopes;
    this.#traits = traits;
  }

  get size(): number {
    this.#traits.add('scopes');
    return this.#scopes.size;
  }

  has(scope: string): boolean {
    this.#traits.add(`scope ${scope}`);
    return this.#scopes.has(scope);
  }

  [Symbol.iterator](): Iterator<string> {
    this.#traits.add('scopes');
    return this.#scopes[Symbol.iterator]();
  }
}

/** Equal texts for viewers who are alike in these traits, and for no others. */
export function describeViewer(viewer: Viewer, traits: readonly Trait[]): string {
  return JSON.stringify(traits.map((trait) => [trait, valueOf(viewer, trait)]));
}

function valueOf(viewer: Viewer, trait: Trait): unknown {
  switch (trait) {
    case 'scopes':
      return [...viewer.scopes];
    case 'userId':
    case 'organizationId':
    case 'visibility':
    case 'tokenExpiresAt':
      return viewer[trait];
    default:
      return viewer.scopes.has(trait.slice('scope '.length));
  }
}
