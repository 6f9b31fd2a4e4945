/** Writes an instant in UTC and whole seconds: `2026-03-01T10:00:00Z`. */
export function formatInstant(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
