/** What the two editions of the API call the same things. */
export interface Dialect {
  readonly version: 1 | 2;
  readonly contact: 'customer' | 'contact';
  readonly contactMethod: 'customer_contact_method' | 'contact_method';
  readonly contactType: 'Customer' | 'Contact';
  /** The parameters that may name a contact. */
  readonly contactParameters: readonly string[];
}

const firstEdition: Dialect = {
  version: 1,
  contact: 'customer',
  contactMethod: 'customer_contact_method',
  contactType: 'Customer',
  contactParameters: ['customer', 'contact'],
};

const secondEdition: Dialect = {
  version: 2,
  contact: 'contact',
  contactMethod: 'contact_method',
  contactType: 'Contact',
  contactParameters: ['contact'],
};

export function dialectOf(version: string): Dialect {
  return version === '1' ? firstEdition : secondEdition;
}
