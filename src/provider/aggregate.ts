import type { TicketFilter } from '../ticket/filter.js';

/**
 * What can be told of many tickets besides how many they are:
 * - `days`: how many were created on each day of the calendar of a time zone;
 * - `resolution`: how many are resolved, and how long that took in all;
 * - `durations`: how long each of these took, for percentiles;
 * - `status`, `priority`, `source`: how many have each normalised value;
 * - `categories`: how many have each pair of human-verified category and subcategory.
 */
export const MEASURES = ['days', 'resolution', 'durations', 'status', 'priority', 'source', 'categories'] as const;
export type Measure = (typeof MEASURES)[number];

export interface AggregateRequest {
  readonly filter: TicketFilter;
  /** Each at most once; none asks for the total alone. */
  readonly measures: readonly Measure[];
  /** IANA names of the time zones whose days are counted; none unless `days` is measured. */
  readonly timeZones: readonly string[];
}

/**
 * Statistics of the tickets that pass a filter. Those of two disjoint sets of tickets add up to those of both. What was
 * not measured is empty, or 0.
 */
export interface Aggregate {
  readonly total: number;
  /** By time zone as asked for: tickets by day of creation. Days without tickets may be left out. */
  readonly days: ReadonlyMap<string, ReadonlyMap<DayNumber, number>>;
  /** Tickets with `resolvedAt`. */
  readonly resolved: number;
  /** Milliseconds from creation to resolution, summed over these. */
  readonly resolutionMs: number;
  readonly durations: Durations;
  readonly status: ValueCounts;
  readonly priority: ValueCounts;
  readonly source: ValueCounts;
  readonly categories: readonly CategoryCount[];
}

/** Days since 1970-01-01, in the calendar of some time zone. */
export type DayNumber = number;

/** Tickets by value; null is those without one. */
export type ValueCounts = ReadonlyMap<string | null, number>;

/** Each pair stands in a list at most once. */
export interface CategoryCount {
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly count: number;
}

/** Times from creation to resolution. */
export interface Durations {
  /** Tickets by duration in milliseconds; negative where a ticket was resolved before it was created. */
  readonly counts: ReadonlyMap<number, number>;
  /** False when durations were rounded as `roundDuration` does, so that the table stays small. */
  readonly exact: boolean;
  /** The exact percentiles in milliseconds by fraction, for a provider that knows them besides a rounded table. */
  readonly percentiles?: ReadonlyMap<number, number>;
}

/** The fractions that percentiles are wanted for: the median, and what nine of ten stay below. */
export const PERCENTILES = [0.5, 0.9] as const;

export const NOTHING_COUNTED: Aggregate = {
  total: 0,
  days: new Map(),
  resolved: 0,
  resolutionMs: 0,
  durations: { counts: new Map(), exact: true },
  status: new Map(),
  priority: new Map(),
  source: new Map(),
  categories: [],
};
