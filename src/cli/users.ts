import { Command, Option } from 'commander';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { ROLES, type Role } from '../access/roles.js';
import { Users } from '../access/users/users.js';
import { printable } from '../printable.js';
import { PlainTable } from './plainTable.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface AddOptions {
  readonly name: string;
  readonly role: Role;
  readonly admin?: boolean;
}

/** Makes `greyoak users`, with a command each for what can be done. */
export function usersCommand(terminal: Terminal): Command {
  const command = new Command('users').description('add and list the users of the store');
  command
    .command('add')
    .description('add a user')
    .argument('<email>', 'e-mail address, unique whatever the case of its letters')
    .requiredOption('--name <name>', 'name, 1 to 100 characters')
    .addOption(new Option('--role <role>', 'role').choices(ROLES).default('VIEWER'))
    .addOption(new Option('--admin', 'the same as --role ADMIN').conflicts('role'))
    .action(async (email: string, { name, role, admin }: AddOptions) => {
      const user = await withStore(terminal, (store) =>
        new Users(store).add({ email, name, role: admin === true ? 'ADMIN' : role }, NO_ACTOR),
      );
      terminal.out(`Added user ${user.id}: ${printable(`${user.email} (${user.name})`)}, ${user.role}.\n`);
    });
  command
    .command('list')
    .description('list all users')
    .action(async () => {
      const users = await withStore(terminal, (store) => new Users(store).list());
      const table = new PlainTable({ head: ['Id', 'E-mail', 'Name', 'Role', 'Active', 'Since'] });
      for (const { id, email, name, role, active, created_at } of users) {
        const since = created_at.toISOString().slice(0, 10);
        table.push([String(id), email ?? '–', name, role, active ? 'yes' : 'no', since].map(printable));
      }
      terminal.out(`${table.toString()}\n`);
    });
  command
    .command('adopt')
    .description('hand over to a user everything that the built-in user "local" owns')
    .argument('<email>', 'e-mail address of the user')
    .action(async (email: string) => {
      const adopted = await withStore(terminal, (store) => new Users(store).adopt(email, NO_ACTOR));
      terminal.out(`Handed over to ${printable(email.trim())}: API keys ${adopted.api_keys}.\n`);
    });
  return command;
}
