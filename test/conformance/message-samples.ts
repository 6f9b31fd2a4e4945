import type { MessageFilter, Predicate } from '../../src/ticket/filter.js';
import { toWords } from '../../src/ticket/words.js';
import type { Seeded } from './subject.js';

/** Tests of messages: of one property each, and of several that one message must have. */
export function sampleMessages(seed: readonly Seeded[]): Predicate[] {
  const filters: readonly MessageFilter[] = [
    [],
    [{ field: 'type', operator: 'in', value: [] }],
    [{ field: 'type', operator: 'in', value: ['AI_AGENT_RESPONSE', 'CUSTOMER_RESPONSE'] }],
    [{ field: 'visibility', operator: 'eq', value: 'INTERNAL' }],
    ...[-1, 0, 1, 1.5, 99, 1e300].map((value): MessageFilter => [{ field: 'position', operator: 'eq', value }]),
    ...timesIn(seed),
    [
      { field: 'position', operator: 'gte', value: 1 },
      { field: 'position', operator: 'lte', value: 2 },
      { field: 'visibility', operator: 'eq', value: 'PUBLIC' },
      { field: 'type', operator: 'in', value: ['HUMAN_AGENT_RESPONSE'] },
    ],
  ];
  return filters.map((value) => ({ field: 'messages', operator: 'some', value }));
}

/** Words of subjects, summaries and messages, alone and together, and what is no word. */
export function sampleSearches(seed: readonly Seeded[]): Predicate[] {
  const held = new Set(seed.flatMap(({ ticket, messages }) => wordsOf(ticket.subject, messages[0]?.text)));
  const questions = [
    [],
    ...[...held].slice(0, 25).map((word) => [word]),
    ['charger', 'hums'],
    ['hums', 'refund'],
    ...['CHARGER', 'nowhere', '%', "'; --", '\0', '\ud83d'].map((word) => [word]),
  ];
  return questions.flatMap((words) =>
    (['PUBLIC', 'ALL'] as const).map((messages): Predicate => ({
      field: 'search',
      operator: 'words',
      value: { words, messages },
    })),
  );
}

function timesIn(seed: readonly Seeded[]): MessageFilter[] {
  const times = seed.flatMap(({ messages }) => messages.map(({ createdAt }) => createdAt));
  const time = times.find((one) => one !== null) ?? null;
  if (time === null) return [];
  return (['gte', 'gt', 'lte', 'lt'] as const).map((operator) => [{ field: 'createdAt', operator, value: time }]);
}

function wordsOf(...texts: readonly (string | null | undefined)[]): string[] {
  return texts.flatMap((text) => toWords(text ?? ''));
}
