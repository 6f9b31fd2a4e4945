/** A step from one version of the tables to the next. Once released it never changes: what comes later is a new one. */
export interface NumberedMigration {
  /** Sorts behind the names of all earlier ones. */
  readonly name: string;
  /** Each runs alone, all in one transaction. */
  readonly statements: readonly string[];
}
