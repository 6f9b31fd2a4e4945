/** The place of a setting: names and list positions from the root. */
export type Path = readonly PropertyKey[];

/** What is wrong with a configuration, one entry a setting: where several were found, the first one stays. */
export interface Problems {
  add(path: Path, message: string): void;
  /** `setting.path: what is wrong`, sorted. */
  list(): readonly string[];
}

export function createProblems(): Problems {
  const byPath = new Map<string, string>();
  return {
    add(path, message) {
      const place = toText(path);
      if (!byPath.has(place)) byPath.set(place, message);
    },
    list: () => [...byPath].map(([place, message]) => `${place}: ${message}`).toSorted(),
  };
}

/** A configuration that cannot be used. The problems name settings and say what is allowed; they hold no values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The configuration cannot be used.', ...problems].join('\n  '));
    this.problems = problems;
  }
}

function toText(path: Path): string {
  if (path.length === 0) return 'configuration';
  return path.map(toStep).join('').slice(1);
}

function toStep(part: PropertyKey): string {
  // Names of unknown settings are foreign text on its way to a terminal.
  return typeof part === 'number' ? `[${part}]` : `.${String(part).replaceAll(/\p{C}/gu, '?').slice(0, 80)}`;
}
