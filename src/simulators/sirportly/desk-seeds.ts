import { customFieldSeeds, filterSeeds } from './desk-settings-seeds.js';
import type { SirportlyData } from './model.js';

type DeskSeeds = Omit<SirportlyData, 'contacts' | 'tickets'>;

const statuses: DeskSeeds['statuses'] = [
  { id: 1, name: 'New', colour: '9fc92d', statusType: 0, position: 1 },
  { id: 2, name: 'Waiting for Staff', colour: '00a9da', statusType: 0, position: 2 },
  { id: 3, name: 'Waiting for Customer', colour: 'f5a623', statusType: 0, position: 3 },
  { id: 4, name: 'On Hold', colour: '8e44ad', statusType: 2, position: 4 },
  { id: 5, name: 'Resolved', colour: '7f8c8d', statusType: 1, position: 5 },
  { id: 6, name: 'Closed', colour: '4a4a4a', statusType: 1, position: 6 },
];

const priorities: DeskSeeds['priorities'] = [
  { id: 1, name: 'Low', colour: '7ed321', position: 1 },
  { id: 2, name: 'Normal', colour: '0097cf', position: 2 },
  { id: 3, name: 'High', colour: 'f5a623', position: 3 },
  { id: 4, name: 'Urgent', colour: 'd0021b', position: 4 },
];

const brands: DeskSeeds['brands'] = [
  { id: 1, name: 'Northgate Charging', url: 'https://northgate.example', phone: '+44 20 7946 0000' },
  { id: 2, name: 'Voltway Fleet', url: 'https://voltway.example', phone: null },
];

const departments: DeskSeeds['departments'] = [
  { id: 1, name: 'Technical Support', brandId: 1, escalationPathId: 1, isPrivate: false },
  { id: 2, name: 'Billing', brandId: 1, escalationPathId: 2, isPrivate: false },
  { id: 3, name: 'Technical Support', brandId: 2, escalationPathId: 1, isPrivate: true },
];

const escalationPaths: DeskSeeds['escalationPaths'] = [
  { id: 1, name: 'Technical', teamIds: [1, 2] },
  { id: 2, name: 'Accounts', teamIds: [3, 2] },
];

const teams: DeskSeeds['teams'] = [
  { id: 1, name: '1st Line', userIds: [1, 2] },
  { id: 2, name: '2nd Line', userIds: [2, 3] },
  { id: 3, name: 'Accounts', userIds: [4] },
];

const users: DeskSeeds['users'] = [
  toUser(1, 'Sam', 'Lee', 'Support Engineer', ['tickets', 'reporting']),
  toUser(2, 'Aoife', "O'Neill", 'Senior Engineer', ['tickets']),
  toUser(3, 'Jürgen', 'Weiß', null, ['tickets']),
  toUser(4, 'Priya', 'Nair', 'Billing', []),
];

const slas: DeskSeeds['slas'] = [
  { id: 1, name: '2 hour', replyIn: 120, resolutionIn: null },
  { id: 2, name: 'Next day', replyIn: 480, resolutionIn: 1440 },
];

/** What an account is set up with before anybody writes in. */
export const deskSeeds: DeskSeeds = {
  statuses,
  priorities,
  brands,
  departments,
  escalationPaths,
  teams,
  users,
  slas,
  customFields: customFieldSeeds,
  filters: filterSeeds,
};

function toUser(
  id: number,
  firstName: string,
  lastName: string,
  jobTitle: string | null,
  access: DeskSeeds['users'][number]['access'],
): DeskSeeds['users'][number] {
  const username = firstName.normalize('NFKD').replace(/\W/g, '').toLowerCase();
  return { id, username, firstName, lastName, jobTitle, access, emailAddress: `${username}@staff.example` };
}
