import type { MoovContact } from './model.js';

/** One of them has no name. */
export const madeUpPeople: readonly MoovContact[] = [
  { name: 'Pat Whitfield', email: 'pat.whitfield@example.com' },
  { name: 'Renée Dubois', email: 'renee.dubois@example.com' },
  { name: 'Tomás Herrera', email: 'tomas.herrera@example.com' },
  { name: 'Ayşe Yıldız', email: 'ayse.yildiz@example.com' },
  { name: "Siobhán O'Neill", email: 'siobhan.oneill@example.com' },
  { name: 'Jun Watanabe', email: 'jun.watanabe@example.com' },
  { email: 'accounts.payable@example.com' },
];
