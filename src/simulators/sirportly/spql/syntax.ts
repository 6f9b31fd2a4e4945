/** The parts of a query that name columns. */
export type Clause = 'SELECT' | 'WHERE' | 'GROUP BY' | 'ORDER BY';

/** A column; one written without a table is of `tickets`. */
export interface ColumnName {
  readonly table: string;
  readonly name: string;
}

/** `text` is how the query has it. */
export type Item =
  | { readonly kind: 'column' | 'average'; readonly text: string; readonly column: ColumnName }
  | { readonly kind: 'count'; readonly text: string };

export const operators = ['=', '!=', '>', '>=', '<'] as const;
export type Operator = (typeof operators)[number];

export const units = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type Unit = (typeof units)[number];

export type Literal =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'ago'; readonly amount: number; readonly unit: Unit }
  | { readonly kind: 'now' };

export type Condition =
  | {
      readonly kind: 'comparison';
      readonly column: ColumnName;
      readonly operator: Operator;
      readonly literal: Literal;
    }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] };

export interface Order {
  readonly column: ColumnName;
  readonly isDescending: boolean;
}

export interface Limit {
  readonly offset: number;
  readonly count: number;
}

export interface Query {
  readonly items: readonly Item[];
  readonly where: Condition | null;
  readonly groupBy: readonly ColumnName[];
  readonly orderBy: Order | null;
  readonly limit: Limit | null;
}
