import { describe, expect, it } from 'vitest';
import { PRIORITY_WORDINGS, SOURCE_WORDINGS, STATUS_WORDINGS } from '../../../src/providers/ev-energy/normalization.js';
import { TICKET_PRIORITIES, TICKET_SOURCES, TICKET_STATUSES } from '../../../src/ticket/ticket.js';

describe('wordings', () => {
  it.each([
    ['Open', 'OPEN'],
    ['open', 'OPEN'],
    ['OPEN', 'OPEN'],
    ['Reopened', 'OPEN'],
    ['In Progress', 'OPEN'],
    ['in_progress', 'OPEN'],
    ['In-progress', 'OPEN'],
    ['New', 'NEW'],
    ['Pending', 'PENDING'],
    ['Waiting on Customer', 'PENDING'],
    ['Waiting On Customer', 'PENDING'],
    ['waiting-on-customer', 'PENDING'],
    ['Waiting on Third Party', 'ON_HOLD'],
    ['On-hold', 'ON_HOLD'],
    ['Solved', 'RESOLVED'],
    ['Resolved', 'RESOLVED'],
    ['Closed', 'CLOSED'],
    ['oPeN', null],
    [' Open', null],
    ['in progress_', null],
    ['Escalated', null],
    ['constructor', null],
    ['__proto__', null],
    ['', null],
    [null, null],
  ])('of a status: %j is %j', (wording, value) => {
    expect(STATUS_WORDINGS.toValue(wording)).toBe(value);
  });

  it.each([
    ['Low', 'LOW'],
    ['Medium', 'NORMAL'],
    ['medium', 'NORMAL'],
    ['High', 'HIGH'],
    ['Urgent', 'URGENT'],
    ['P1', null],
  ])('of a priority: %j is %j', (wording, value) => {
    expect(PRIORITY_WORDINGS.toValue(wording)).toBe(value);
  });

  it.each([
    ['Email', 'EMAIL'],
    ['Phone', 'PHONE'],
    ['Chat', 'CHAT'],
    ['Web Form', 'WEB_FORM'],
    ['Feedback Widget', 'FEEDBACK_WIDGET'],
    ['feedback_widget', 'FEEDBACK_WIDGET'],
    ['Portal', 'PORTAL'],
    ['SMS', 'SMS'],
    ['Fax', null],
  ])('of a source: %j is %j', (wording, value) => {
    expect(SOURCE_WORDINGS.toValue(wording)).toBe(value);
  });

  it.each([
    ['status', TICKET_STATUSES, STATUS_WORDINGS],
    ['priority', TICKET_PRIORITIES, PRIORITY_WORDINGS],
    ['source', TICKET_SOURCES, SOURCE_WORDINGS],
  ] as const)('of a %s that are pushed are exactly those that are read', (_name, values, wordings) => {
    const readBack = values.map((value) => new Set(wordings.toWordings([value]).map(wordings.toValue)));

    expect(readBack).toEqual(values.map((value) => new Set([value])));
  });

  it('all fit in a URL, and in a list separated by commas', () => {
    const all = [
      ...STATUS_WORDINGS.toWordings(TICKET_STATUSES),
      ...PRIORITY_WORDINGS.toWordings(TICKET_PRIORITIES),
      ...SOURCE_WORDINGS.toWordings(TICKET_SOURCES),
    ];

    expect(all.filter((wording) => wording.includes(','))).toEqual([]);
    expect(encodeURIComponent(all.join(',')).length).toBeLessThan(3000);
  });
});
