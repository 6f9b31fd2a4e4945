import { z } from 'zod';

const EXPECTED =
  'Expected on standard input: the JSON answer to the query that "npm run --silent draw -- --query" prints.';
const LONGEST_REASON = 200;

const count = z.number().int().nonnegative();
/** Less than none where a ticket was resolved before it was opened. */
const seconds = z.number().nullable();
/** What XML cannot hold, and breaks of lines, would spoil the picture. */
const text = z
  .string()
  .transform((value) => toLine(value.replaceAll(/[^\t\n\r\u0020-\u{10FFFF}]|[\uD800-\uDFFF\uFFFE\uFFFF]/gu, '\uFFFD')));

const sankeySchema = z
  .object({
    nodes: z.array(z.object({ id: z.string(), label: text })),
    links: z.array(z.object({ source: z.string(), target: z.string(), value: count })),
  })
  .superRefine(({ nodes, links }, context) => {
    const ids = new Set(nodes.map(({ id }) => id));
    const lost = links.findIndex(({ source, target }) => !ids.has(source) || !ids.has(target));
    if (lost >= 0)
      context.addIssue({ code: 'custom', path: ['links', lost], message: 'joins a node that is not there' });
  });

/** What is drawn of the answer to the query Dashboard; whatever else it has is left alone. */
const answerSchema = z.object({
  data: z.object({
    stats: z.object({
      total: count,
      volume: z.array(z.object({ date: z.iso.date(), count })),
      resolution: z.object({
        totalResolved: count,
        resolutionRate: z.number().min(0).max(1).nullable(),
        medianSeconds: seconds,
        p90Seconds: seconds,
        percentilesExact: z.boolean(),
      }),
      sankey: sankeySchema,
      backends: z.array(z.object({ backend: z.object({ key: text }), outcome: text })),
    }),
  }),
});

const refusalSchema = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });

export type Dashboard = z.infer<typeof answerSchema>['data']['stats'];

/** What came is not a whole answer to the query Dashboard; the message says in one line what it is instead. */
export class AnswerError extends Error {
  constructor(reason: string) {
    const line = toLine(reason);
    super(`${line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON)}…` : line} ${EXPECTED}`);
  }
}

/** @throws AnswerError when that is anything but a whole answer to the query Dashboard */
export function parseAnswer(json: string): Dashboard {
  const value = parseJson(json);
  const refusal = refusalSchema.safeParse(value);
  if (refusal.success) throw new AnswerError(`The gateway refused: ${refusal.data.errors[0]?.message ?? ''}`);
  const answer = answerSchema.safeParse(value);
  if (answer.success) return answer.data.data.stats;
  const [issue] = answer.error.issues;
  throw new AnswerError(
    `This is no answer to the query Dashboard: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`,
  );
}

function parseJson(json: string): unknown {
  if (json.trim() === '') throw new AnswerError('There is nothing to draw.');
  try {
    return JSON.parse(json);
  } catch {
    throw new AnswerError('This is not JSON.');
  }
}

function toLine(value: string): string {
  return value.replaceAll(/\s+/g, ' ').trim();
}
