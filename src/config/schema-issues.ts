import type { z } from 'zod';
import { textsOf, valueAt } from './json-value.js';
import type { Path, Problems } from './problems.js';

type Issue = z.core.$ZodIssue;

const SHORTEST_SECRET = 4;

/**
 * Parses a part of the configuration; null when something is wrong with it, which is then among the problems.
 * @param mayQuote whether the schema's own sentences may hold what they were given, which is hidden in them then
 */
export function parsePart<Output>(
  value: unknown,
  schema: z.ZodType<Output>,
  path: Path,
  problems: Problems,
  { mayQuote }: { readonly mayQuote: boolean },
): { readonly value: Output } | null {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  for (const issue of result.error.issues.flatMap(toLeaves)) {
    problems.add([...path, ...issue.path], toMessage(issue, value, mayQuote));
  }
  return null;
}

/** The issues below a union: those of the alternative that fits from outside, else the one of the union itself. */
function toLeaves(issue: Issue): readonly Issue[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ ...issue, path: [...issue.path, key] }));
  if (issue.code !== 'invalid_union') return [issue];
  const inner = issue.errors.find((alternative) => alternative.every(({ path }) => path.length > 0));
  return inner?.flatMap((leaf) => toLeaves({ ...leaf, path: [...issue.path, ...leaf.path] })) ?? [issue];
}

function toMessage(issue: Issue, value: unknown, mayQuote: boolean): string {
  if (issue.code === 'unrecognized_keys') return 'is not a setting';
  const given = valueAt(value, issue.path);
  const sentence = toSentence(issue);
  // What came is in no list of allowed values, but what came elsewhere may be.
  const message = mayQuote ? withoutTexts(sentence, issue.code === 'invalid_value' ? given : value) : sentence;
  return given === undefined ? `is missing; it ${message}` : message;
}

// zod's own sentences say what came; ours say what is allowed.
function toSentence(issue: Issue): string {
  const isOwn = !issue.message.startsWith('Invalid');
  if (isOwn) return issue.message;
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format')
    return `must be a text of the form ${issue.format === 'regex' ? issue.pattern : issue.format}`;
  return 'is not allowed';
}

function withoutTexts(message: string, value: unknown): string {
  const texts = textsOf(value).filter(({ length }) => length >= SHORTEST_SECRET);
  return texts.reduce((sentence, part) => sentence.replaceAll(part, '(hidden)'), message);
}
