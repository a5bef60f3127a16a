import { Command } from 'commander';
import { emitSchema } from '../graphql/emitSchema.js';
import type { Terminal } from './terminal.js';

/** `greyoak schema` */
export function schemaCommand(terminal: Terminal): Command {
  return new Command('schema')
    .description('print the GraphQL schema as in schema.graphql; needs no database')
    .action(() => terminal.out(emitSchema()));
}
