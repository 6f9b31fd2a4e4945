import { printSchema } from '../schema/print.js';
import { parseOptions, type Command } from './command.js';

/** `ticket-gateway schema`: writes the schema as SDL. */
export const runSchema: Command = async (argv, { stdout }) => {
  parseOptions(argv, {});
  stdout.write(printSchema());
  return 0;
};
