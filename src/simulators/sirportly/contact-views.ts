import type { SirportlyContact, SirportlyContactMethod } from './model.js';
import type { Body } from './object-views.js';
import { formatTime, zoneOf } from './times.js';

export function toContactBody(contact: SirportlyContact): Body {
  const { id, reference, name, company, pin, createdAtMs } = contact;
  return {
    id,
    reference,
    name,
    abbreviated_name: abbreviate(name),
    company,
    mail_format: 'both',
    picture_url: `https://avatars.example/{{size}}/contacts/${id}.png`,
    discussion_count: 0,
    pin,
    created_at: formatTime(createdAtMs, zoneOf(contact)),
  };
}

/** With the ways to reach the contact, which lists leave out. */
export function toContactDetailBody(contact: SirportlyContact): Body {
  return { ...toContactBody(contact), contact_methods: contact.contactMethods.map(toContactMethodBody) };
}

export function toContactMethodBody({ id, methodType, data, isDefault }: SirportlyContactMethod): Body {
  return { id, method_type: methodType, data, default: isDefault };
}

/** Pat Doe is Pat D. */
function abbreviate(name: string): string {
  const [first = '', ...rest] = name.split(' ');
  const initial = rest.at(-1)?.[0];
  return initial === undefined ? first : `${first} ${initial}.`;
}
