import type { SirportlyCustomField, SirportlyFilter } from './desk-model.js';

export const vehicles: readonly string[] = ['Nissan Leaf', 'Tesla Model 3', 'Renault Zoe', 'Kia e-Niro'];

export const customFieldSeeds: readonly SirportlyCustomField[] = [
  {
    id: 1,
    fieldType: 'string',
    name: 'Company reference',
    systemName: 'company_reference',
    values: [],
    defaultValue: null,
    description: 'Our own number for the customer’s company',
    isPrivate: true,
    departmentIds: null,
  },
  {
    id: 2,
    fieldType: 'select',
    name: 'Vehicle',
    systemName: 'vehicle',
    values: vehicles,
    defaultValue: null,
    description: null,
    isPrivate: false,
    departmentIds: [1, 3],
  },
  {
    id: 3,
    fieldType: 'text',
    name: 'Summary',
    systemName: 'summary',
    values: [],
    defaultValue: '',
    description: null,
    isPrivate: true,
    departmentIds: null,
  },
];

const commonColumns = ['status', 'details', 'contact', 'priority', 'updated_at'] as const;

export const filterSeeds: readonly SirportlyFilter[] = [
  {
    id: 1,
    name: 'All open tickets',
    description: 'Everything that is not closed',
    icon: 1,
    order: 'desc',
    sort: 'updated_at',
    conditions: { all: [{ var: 'status_type', operator: 'in', data: '0,2' }], any: [] },
    cols: ['status', 'source', 'details', 'contact', 'priority', 'updated_at'],
  },
  {
    id: 2,
    name: 'My tickets',
    description: null,
    icon: 2,
    order: 'asc',
    sort: 'created_at',
    conditions: {
      all: [
        { var: 'user', operator: 'equal', data: '{{current_user}}' },
        { var: 'status_type', operator: 'equal', data: '0' },
      ],
      any: [],
    },
    cols: commonColumns,
  },
  {
    id: 3,
    name: 'Unassigned in my teams',
    description: null,
    icon: 3,
    order: 'asc',
    sort: 'created_at',
    conditions: {
      all: [
        { var: 'team', operator: 'in', data: '{{assigned_teams}}' },
        { var: 'user', operator: 'equal', data: null },
      ],
      any: [
        { var: 'status', operator: 'equal', data: '1' },
        { var: 'status', operator: 'equal', data: '2' },
      ],
    },
    cols: commonColumns,
  },
];
