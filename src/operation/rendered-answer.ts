import type { ExecutionResult } from 'graphql';

type Data = Exclude<ExecutionResult['data'], undefined>;

/** An answer without errors, as text: what it was made of is not held any longer. */
export class RenderedAnswer implements ExecutionResult {
  /** Read from the text whenever it is asked for. */
  declare readonly data: Data;
  readonly #json: Buffer;
  readonly #points: number;

  constructor(result: ExecutionResult, points: number) {
    this.#json = Buffer.from(JSON.stringify(result));
    this.#points = points;
    // Its own, so that it is part of what a plugin makes by adding to the result.
    Object.defineProperty(this, 'data', { enumerable: true, get: () => toData(this.#json) });
  }

  /** As UTF-8. */
  get json(): Buffer {
    return this.#json;
  }

  /** What the query costs, whoever is given the answer. */
  get points(): number {
    return this.#points;
  }
}

function toData(json: Buffer): Data {
  return (JSON.parse(json.toString()) as { readonly data: Data }).data;
}
