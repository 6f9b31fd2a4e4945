import { expect } from 'vitest';
import { toMethodId } from './sirportly-desk.js';
import { makeSirportlySeed } from './sirportly-seed.js';
import { openSirportly } from './sirportly-subject.js';
import type { Subject } from './subject.js';
import { describeProvider } from './suite.js';

const BACKEND = 'desk';
const NOW = '2026-05-04T10:00:00.000Z';
const LATER = '2026-05-05T10:00:00.000Z';
/** Pages of Sirportly hold thirty rows, however few are wanted. */
const COUNT = 70;

const CHANGES: Subject['changes'] = [
  { changes: { subject: 'Another subject' }, shows: { subject: 'Another subject' } },
  { changes: { status: 'PENDING' }, shows: { status: 'PENDING', statusName: 'Waiting on Customer' } },
  {
    changes: { status: 'CLOSED' },
    shows: { status: 'CLOSED', statusName: 'Closed', closedAt: NOW, resolvedAt: NOW, updatedAt: NOW },
  },
  {
    changes: { status: 'OPEN', statusName: 'open' },
    shows: { status: 'OPEN', statusName: 'open', closedAt: null, resolvedAt: null },
  },
  { changes: { statusName: 'Escalado – nível 2' }, shows: { status: 'OPEN', statusName: 'Escalado – nível 2' } },
  { changes: { priority: 'NORMAL' }, shows: { priority: 'NORMAL', priorityName: 'Medium' } },
  { changes: { priorityName: 'P1, at once' }, shows: { priority: null, priorityName: 'P1, at once' } },
  { changes: { tags: ['a', 'b'] }, shows: { tags: ['a', 'b'] } },
  { changes: { tags: null }, shows: { tags: [] } },
  {
    changes: { customFields: { vehicle: 'Kia e-Niro', summary: null } },
    shows: { customFields: { vehicle: 'Kia e-Niro', summary: '' } },
  },
  {
    changes: { 'sirportly.department': '2', 'sirportly.team': 'Accounts', 'sirportly.user': 'priya' },
    shows: {
      assignee: { nativeId: '4', name: 'Priya Nair' },
      details: expect.objectContaining({ department: 'Billing', brand: 'Northgate Charging', team: 'Accounts' }),
    },
  },
  { changes: { 'sirportly.user': null }, shows: { assignee: null } },
  { changes: { 'sirportly.team': null }, shows: { details: expect.objectContaining({ team: null }) } },
  { changes: { 'sirportly.sla': 'next day' }, shows: { details: expect.objectContaining({ sla: 'Next day' }) } },
  { changes: { 'sirportly.sla': null }, shows: { details: expect.objectContaining({ sla: null }) } },
  {
    changes: { 'sirportly.replyDueAt': NOW, 'sirportly.resolutionDueAt': LATER },
    shows: { details: expect.objectContaining({ replyDueAt: NOW, resolutionDueAt: LATER }) },
  },
  {
    changes: { 'sirportly.replyDueAt': null, 'sirportly.resolutionDueAt': null },
    shows: { details: expect.objectContaining({ replyDueAt: null, resolutionDueAt: null }) },
  },
  { changes: { 'sirportly.updatedAt': LATER }, shows: { updatedAt: LATER } },
  {
    changes: { 'sirportly.contactMethod': String(toMethodId(2)) },
    shows: {
      requester: { name: "Siân O'Brien", email: 'Priya@Example.test', company: null },
      owner: { userId: 'priya', organizationId: null },
    },
  },
  {
    changes: { 'sirportly.contactMethodData': 'new@example.test', 'sirportly.contactName': 'Somebody new' },
    shows: {
      requester: { name: 'Somebody new', email: 'new@example.test', company: null },
      owner: { userId: null, organizationId: null },
    },
  },
  {
    changes: { 'sirportly.additionalContactMethods': ['ola@example.test', String(toMethodId(4))] },
    shows: {
      details: expect.objectContaining({ additionalRecipients: ['ola@example.test', 'somebody@desk.example.test'] }),
    },
  },
];

describeProvider('sirportly', async () => ({
  ...(await openSirportly(makeSirportlySeed(BACKEND, COUNT), { key: BACKEND, now: NOW })),
  changes: CHANGES,
  creation: { owner: { userId: 'zoe', organizationId: 'northwind' }, fields: {} },
  listsAreSummaries: true,
  carriesById: ['messages'],
}));
