import type { EvEnergyPerson } from './model.js';

const locations = [
  {
    postal_code: 'LS1 4AP',
    city: 'Leeds',
    country_code: 'GB',
    latitude: 53.7965,
    longitude: -1.5478,
  },
  { postal_code: '50667', city: 'Köln', country_code: 'DE', latitude: 50.9384, longitude: 6.9599 },
  {
    postal_code: '95113',
    city: 'San José',
    country_code: 'US',
    latitude: 37.3337,
    longitude: -121.8907,
  },
];

/** A user as the API writes it in lists and inside tickets. One without an e-mail address has no `email`. */
export function toUserBody(user: EvEnergyPerson, baseUrl: string): Record<string, unknown> {
  return {
    id: user.id,
    url: `${baseUrl}/users/${user.id}`,
    ...(user.email === null ? {} : { email: user.email }),
    full_name: user.fullName,
    joined_at: user.joinedAt,
    terms_consent_datetime: user.email === null ? null : user.joinedAt,
    default_location: locationOf(user),
    vehicles: [],
    evses: [],
  };
}

/** A user as the API writes it alone, with the carbon intensity of the location. */
export function toSingleUserBody(user: EvEnergyPerson, baseUrl: string): Record<string, unknown> {
  const location = {
    ...locationOf(user),
    current_carbon_intensity_grams_per_kilowatt_hour: 180,
  };
  return { ...toUserBody(user, baseUrl), default_location: location };
}

function locationOf({ id }: EvEnergyPerson): Record<string, unknown> {
  const index = id.charCodeAt(id.length - 1) % locations.length;
  const { latitude, longitude, ...place } = locations[index] ?? {};
  return {
    address_1: null,
    address_2: null,
    state: null,
    ...place,
    coordinates: { latitude, longitude },
    tariff: null,
    evse_site: null,
  };
}
