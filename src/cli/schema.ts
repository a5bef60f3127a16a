import { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** `greyoak schema` */
export function schemaCommand(terminal: Terminal): Command {
  return new Command('schema')
    .description('print the GraphQL schema as in schema.graphql; needs no database')
    .action(async () => {
      // The other commands start in half of the time without the schema.
      const { emitSchema } = await import('../graphql/emitSchema.js');
      terminal.out(emitSchema());
    });
}
