import { formatInstant } from './instant.js';
import type { EvEnergyMessage } from './model.js';

/** A message as the API writes it. */
export function toMessageBody(message: EvEnergyMessage): Record<string, unknown> {
  return {
    id: message.id,
    position: message.position,
    message_type: message.messageType,
    message: message.message,
    message_clean: message.messageClean,
    created_at: formatInstant(message.createdAtMicros),
  };
}
