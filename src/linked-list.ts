/** A place in a list, for whoever is to leave it. */
export interface Link<T> {
  /** Null when it has left. */
  value: T | null;
  before: Link<T> | null;
  after: Link<T> | null;
}

/**
 * What comes and goes for as long as the program runs, in the order in which it came. A `Set` would do, but V8's keep
 * what they were: the table that a set has outgrown points to the next one, so once one of them is old, all later ones and
 * whatever was in them outlive young garbage collections, though nobody holds them. Here, what has left holds nothing.
 */
export class LinkedList<T extends object> implements Iterable<T> {
  #first: Link<T> | null = null;
  #last: Link<T> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): T | null {
    return this.#first?.value ?? null;
  }

  append(value: T): Link<T> {
    const link: Link<T> = { value, before: this.#last, after: null };
    if (link.before) link.before.after = link;
    else this.#first = link;
    this.#last = link;
    this.#size += 1;
    return link;
  }

  /** Takes out the first; null when there is none. */
  shift(): T | null {
    const { first } = this;
    if (this.#first) this.remove(this.#first);
    return first;
  }

  /** Does nothing when it has left. @param link of this list */
  remove(link: Link<T>): void {
    if (link.value === null) return;
    const { before, after } = link;
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
    link.value = null;
    link.before = null;
    link.after = null;
    this.#size -= 1;
  }

  /** Those that were in it when this began, the first first. */
  [Symbol.iterator](): Iterator<T> {
    const values: T[] = [];
    for (let link = this.#first; link?.value; link = link.after) values.push(link.value);
    return values.values();
  }
}
