import { expect, it } from 'vitest';
import { IDENTITY_FORM, toIdentities } from '../../../src/providers/sirportly/identities.js';

it('says of every identity of a contact that it may be one', () => {
  const contact = { id: '88', reference: 'AC 1\n2', name: null, company: null };

  const identities = toIdentities({ contact });

  expect(identities.map((identity) => IDENTITY_FORM.pattern.test(identity))).toEqual([true, true]);
});

it.each(['88', 'contact:', 'contact:AC-1', 'Contact:88', 'reference:', 'references:AC-1', ' contact:88'])(
  'says of "%s" that it is none',
  (identity) => {
    expect(IDENTITY_FORM.pattern.test(identity)).toBe(false);
  },
);
