import { Argument, Command, Option } from 'commander';
import type pg from 'pg';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import type { PasswordLink } from '../access/passwords/passwordLinks.js';
import { ROLES, type Role } from '../access/roles.js';
import { forgetTries } from '../access/signIn/forgetTries.js';
import { Users, type UserChange } from '../access/users/users.js';
import { hasUsers } from '../database/hasUsers.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import { inTransaction } from '../database/transaction.js';
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
const SET_PASSWORD =
  'mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }';

const CLOSED_FROM_NOW =
  'It is the first user: a service that was open, because its store had none, is closed from now on and asks callers for ' +
  'API keys or a sign-in; ACCESS=open keeps it open on this machine.\n';

/** Makes `greyoak users`, with a command each for what can be done. */
export function usersCommand(terminal: Terminal): Command {
  const linked = ({ token, expiresAt }: PasswordLink) => {
    terminal.err(
      `The password is set by this token, once, until ${expiresAt.toISOString()}. It is shown only now. Open ` +
        '/playground#password=TOKEN of the service, or send it to /graphql as the variable token, with the password as ' +
        `another:\n  ${SET_PASSWORD}\n`,
    );
    terminal.out(`${token}\n`);
  };
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
      const { user, link, isFirst } = await withStore(terminal, async (store) => {
        const isFirst = !(await hasUsers(store));
        return { ...(await new Users(store).add(added, NO_ACTOR)), isFirst };
      });
      terminal.err(`Added user ${user.id}: ${printable(`${user.email} (${user.name})`)}, ${user.role}.\n`);
      if (isFirst) terminal.err(CLOSED_FROM_NOW);
      if (link !== null) linked(link);
    });
  command
    .command('list')
    .description('list all users')
    .action(async () => {
      const users = await withStore(terminal, (store) => new Users(store).list(), { mustExist: true });
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
    .command('reset')
    .description('make a link by which a user sets a password, and print its token on stdout')
    .argument('<email>', EMAIL)
    .action((email: string) =>
      withStore(terminal, async (store) => {
        const users = new Users(store);
        const { id } = await users.find(email);
        linked(found(email, await users.resetPassword(id, NO_ACTOR)));
      }),
    );
  command
    .command('unlock')
    .description('forget the wrong passwords of a user, so that the next try is taken at once')
    .argument('<email>', EMAIL)
    .action((email: string) =>
      withStore(terminal, async (store) => {
        const { id } = await new Users(store).find(email);
        const forgotten = await changed(store, (client) => forgetTries(client, id));
        terminal.err(`Forgot ${forgotten} wrong passwords of ${printable(email.trim())}.\n`);
      }),
    );
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
function found<Found>(email: string, user: Found | null): Found {
  if (user !== null) return user;
  throw new UserError(`Expected a user, got "${shown(email)}", who was deleted meanwhile.`);
}

/** Changes the store in a transaction. */
async function changed<Result>(
  { jobs }: OpenDatabase,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await jobs.connect();
  try {
    return await inTransaction(client, () => work(client));
  } finally {
    client.release();
  }
}
