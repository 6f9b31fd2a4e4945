import { ProviderError } from './provider-error.js';
import type { Provider } from './provider.js';

/** Told of every failed call of a provider, and of the first failed slot of a batch. */
export type OnFailure = (operation: string, error: ProviderError) => void;

const OPERATIONS = [
  'listTickets',
  'getTickets',
  'listMessages',
  'aggregate',
  'getUsers',
  'listCategories',
  'updateTicket',
  'createTicket',
  'addMessage',
] as const;

/** The same provider, whose failures somebody hears of: a report tells the caller, this tells who runs the gateway. */
export function withFailureLog(provider: Provider, onFailure: OnFailure): Provider {
  return new Proxy(provider, {
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver);
      const operation = OPERATIONS.find((name) => name === property);
      if (!operation || typeof value !== 'function') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return reportSlots(operation, await Reflect.apply(value, target, args), onFailure);
        } catch (error) {
          if (error instanceof ProviderError) onFailure(operation, error);
          throw error;
        }
      };
    },
  });
}

/** One bad slot is told once for the whole batch. */
function reportSlots(operation: string, answer: unknown, onFailure: OnFailure): unknown {
  const slots: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const failure = slots.find((slot) => slot instanceof ProviderError);
  if (failure instanceof ProviderError) onFailure(operation, failure);
  return answer;
}
