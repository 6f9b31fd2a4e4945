/** One request to a server under test. */
export interface Ask {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the load generator is told. */
export interface Order {
  readonly url: string;
  /** For each connection the requests that it repeats in turn. */
  readonly asks: readonly (readonly Ask[])[];
  readonly seconds: number;
  /** Queries a second, evenly spaced, whether or not answers come; null: each connection asks on when it was answered. */
  readonly perSecond: number | null;
  /** Tickets that every answer must hold; null where they are not counted. */
  readonly ticketsPerAnswer: number | null;
}

/** What came of it. */
export interface Load {
  readonly queries: number;
  readonly seconds: number;
  /** Of each query, in no order. Of an evenly spaced one from the time when it was due. */
  readonly latenciesMs: Float64Array;
  /** What was not a full answer, in words; null when all were. */
  readonly problem: string | null;
}
