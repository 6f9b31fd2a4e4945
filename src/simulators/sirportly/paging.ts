import type { Parameters } from './parameters.js';

const pageSize = 30;

/** One page in the envelope that every paged answer has. */
export interface PageBody {
  readonly pagination: {
    readonly page: number;
    readonly offset: number;
    readonly per_page: number;
    readonly pages: number;
    readonly total_records: number;
  };
  readonly records: readonly unknown[];
}

/** Takes the page asked for. A page after the last is empty; what is no page number is the first page. */
export function toPage<T>(items: readonly T[], parameters: Parameters, toBody: (item: T) => unknown): PageBody {
  const page = parsePage(parameters.get('page'));
  const offset = (page - 1) * pageSize;
  const pages = Math.ceil(items.length / pageSize);
  return {
    pagination: { page, offset, per_page: pageSize, pages, total_records: items.length },
    records: items.slice(offset, offset + pageSize).map(toBody),
  };
}

function parsePage(text: string | null): number {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 1;
}
