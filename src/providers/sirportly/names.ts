/** Names as Sirportly compares them: without regard to case, and we add outer spaces. */
export function toComparable(name: string): string {
  return name.trim().toLowerCase();
}

/** A record of the configuration, looked up by comparable names. */
export function toNameMap<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record).map(([name, value]) => [toComparable(name), value]));
}

/** The names that a staff user has, in the order to show; null when there is none. */
export function toFullName(
  person: {
    readonly first_name: string | null;
    readonly last_name: string | null;
    readonly username: string | null;
  } | null,
): string | null {
  const names = [person?.first_name, person?.last_name].filter((part) => part !== null && part !== undefined);
  return names.join(' ') || (person?.username ?? null);
}
