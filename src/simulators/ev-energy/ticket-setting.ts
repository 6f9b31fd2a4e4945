import type { EvEnergyPerson } from './model.js';
import type { Random } from '../http/random.js';

const chargers = ['Wallbox Pulsar Max', 'Zappi 2.1', 'Easee One', 'Ohme Home Pro', 'ChargePoint Home Flex'];

const cars = ['Tesla Model 3', 'Nissan Leaf', 'Škoda Enyaq', 'VW ID.3', 'Hyundai Ioniq 5', 'BMW i4'];

const places = [
  { city: 'Leeds', country: 'GB' },
  { city: 'Glasgow', country: 'GB' },
  { city: 'Köln', country: 'DE' },
  { city: 'Montréal', country: 'CA' },
  { city: 'San José', country: 'US' },
];

/** Who writes, with which hardware, from where. */
export interface TicketSetting {
  readonly user: EvEnergyPerson | null;
  readonly charger: string;
  readonly car: string;
  readonly city: string;
  readonly country: string;
}

/** Picks the hardware and the place of a ticket. */
export function createTicketSetting(random: Random, user: EvEnergyPerson | null): TicketSetting {
  return { user, charger: random.pick(chargers), car: random.pick(cars), ...random.pick(places) };
}

/** Replaces `{charger}`, `{car}`, `{city}` and `{name}` in a text. */
export function fillText(text: string, { user, charger, car, city }: TicketSetting): string {
  const words: Record<string, string> = {
    charger,
    car,
    city,
    name: user?.fullName ?? 'A. Visitor',
  };
  return text.replace(/\{(\w+)\}/g, (placeholder, word: string) => words[word] ?? placeholder);
}
