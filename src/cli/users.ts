import { Argument, Command, Option } from 'commander';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { ROLES, type Role } from '../access/roles.js';
import { Users, type UserChange } from '../access/users/users.js';
import { printable } from '../printable.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { PlainTable } from './plainTable.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface AddOptions {
  readonly name: string;
  readonly role: Role;
  readonly admin?: boolean;
}

const EMAIL = 'e-mail address of the user';

/** Makes `greyoak users`, with a command each for what can be done. */
export function usersCommand(terminal: Terminal): Command {
  const command = new Command('users').description('add, list, change and delete the users of the store');
  command
    .command('add')
    .description('add a user')
    .argument('<email>', 'e-mail address, unique whatever the case of its letters')
    .requiredOption('--name <name>', 'name, 1 to 100 characters')
    .addOption(new Option('--role <role>', 'role').choices(ROLES).default('VIEWER'))
    .addOption(new Option('--admin', 'the same as --role ADMIN').conflicts('role'))
    .action(async (email: string, { name, role, admin }: AddOptions) => {
      const added = { email, name, role: admin === true ? 'ADMIN' : role } as const;
      const { user } = await withStore(terminal, (store) => new Users(store).add(added, NO_ACTOR));
      terminal.out(`Added user ${user.id}: ${printable(`${user.email} (${user.name})`)}, ${user.role}.\n`);
    });
  command
    .command('list')
    .description('list all users')
    .action(async () => {
      const users = await withStore(terminal, (store) => new Users(store).list());
      const head = ['Id', 'E-mail', 'Name', 'Role', 'Active', 'Since', 'Last sign-in'];
      const table = new PlainTable({ head });
      for (const { id, email, name, role, active, created_at, last_sign_in_at } of users) {
        const days = [created_at, last_sign_in_at].map((at) => at?.toISOString().slice(0, 10) ?? '–');
        table.push([String(id), email ?? '–', name, role, active ? 'yes' : 'no', ...days].map(printable));
      }
      terminal.out(`${table.toString()}\n`);
    });
  const change = async (email: string, of: UserChange) => {
    const user = await withStore(terminal, async (store) => {
      const users = new Users(store);
      const { id, version } = await users.find(email);
      return found(email, await users.update(id, version, of, NO_ACTOR));
    });
    const state = user.active ? 'active' : 'not active';
    terminal.out(
      `Changed user ${user.id}: ${printable(`${user.email} (${user.name})`)}, ${user.role}, ${state}.\n`,
    );
  };
  command
    .command('role')
    .description('change the role of a user')
    .argument('<email>', EMAIL)
    .addArgument(new Argument('<role>', 'role').choices(ROLES))
    .action((email: string, role: Role) => change(email, { role }));
  command
    .command('deactivate')
    .description('sign out a user everywhere, and let neither the user nor its API keys be used')
    .argument('<email>', EMAIL)
    .action((email: string) => change(email, { active: false }));
  command
    .command('activate')
    .description('let a user who was deactivated, and its API keys, be used again')
    .argument('<email>', EMAIL)
    .action((email: string) => change(email, { active: true }));
  command
    .command('delete')
    .description('delete a user with all that belongs to it, and revoke its API keys')
    .argument('<email>', EMAIL)
    .option('--yes', 'delete it; without this option, it is only said what would be deleted')
    .action(async (email: string, { yes }: { readonly yes?: true }) => {
      const { id, name } = await withStore(terminal, async (store) => {
        const users = new Users(store);
        const user = await users.find(email);
        if (yes === true) return found(email, await users.delete(user.id, user.version, NO_ACTOR));
        throw new UserError(
          `Expected --yes to delete user ${user.id}, ${user.email} (${user.name}), got none: what is deleted does not ` +
            'come back; "greyoak users deactivate" keeps it.',
        );
      });
      terminal.out(
        `Deleted user ${id}: ${printable(`${email.trim()} (${name})`)}. Its API keys are revoked.\n`,
      );
    });
  command
    .command('adopt')
    .description('hand over to a user everything that the built-in user "local" owns')
    .argument('<email>', EMAIL)
    .action(async (email: string) => {
      const adopted = await withStore(terminal, (store) => new Users(store).adopt(email, NO_ACTOR));
      terminal.out(`Handed over to ${printable(email.trim())}: API keys ${adopted.api_keys}.\n`);
    });
  return command;
}

/** @throws UserError where the user was deleted since it was found */
function found<User>(email: string, user: User | null): User {
  if (user !== null) return user;
  throw new UserError(`Expected a user, got "${shown(email)}", who was deleted meanwhile.`);
}
