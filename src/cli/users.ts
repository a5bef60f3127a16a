import Table from 'cli-table3';
import { Command, Option } from 'commander';
import type pg from 'pg';
import { ROLES, type Role } from '../access/roles.js';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { recordAudit } from '../access/audit/recordAudit.js';
import { issuePasswordLink, type PasswordLink } from '../access/passwords/passwordLinks.js';
import { forgetTries } from '../access/signIn/forgetTries.js';
import { Users } from '../access/users/users.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import { inTransaction } from '../database/transaction.js';
import { printable } from '../printable.js';
import { PLAIN_TABLE, withoutTrailingBlanks } from './scoreTable.js';
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

/** Makes `greyoak users`, with a command each for what can be done. */
export function usersCommand(terminal: Terminal): Command {
  const linked = ({ token, expiresAt }: PasswordLink) => {
    terminal.err(
      `The password is set by this token, once, until ${expiresAt.toISOString()}. It is shown only now. Send it to ` +
        `/graphql as the variable token, with the password as another:\n  ${SET_PASSWORD}\n`,
    );
    terminal.out(`${token}\n`);
  };
  const command = new Command('users').description('add and list the users of the store');
  command
    .command('add')
    .description('add a user')
    .argument('<email>', 'e-mail address, unique whatever the case of its letters')
    .requiredOption('--name <name>', 'name, 1 to 100 characters')
    .addOption(new Option('--role <role>', 'role').choices(ROLES).default('VIEWER'))
    .addOption(new Option('--admin', 'the same as --role ADMIN').conflicts('role'))
    .action(async (email: string, { name, role, admin }: AddOptions) => {
      await withStore(terminal, async (store) => {
        const user = await new Users(store).add({ email, name, role: admin === true ? 'ADMIN' : role });
        terminal.err(`Added user ${user.id}: ${printable(`${user.email} (${user.name})`)}, ${user.role}.\n`);
        linked(await changed(store, (client) => issuePasswordLink(client, user.id)));
      });
    });
  command
    .command('list')
    .description('list all users')
    .action(async () => {
      const users = await withStore(terminal, (store) => new Users(store).list());
      const table = new Table({ ...PLAIN_TABLE, head: ['Id', 'E-mail', 'Name', 'Role', 'Active', 'Since'] });
      for (const { id, email, name, role, active, created_at } of users) {
        const since = created_at.toISOString().slice(0, 10);
        table.push([String(id), email ?? '–', name, role, active ? 'yes' : 'no', since].map(printable));
      }
      terminal.out(`${withoutTrailingBlanks(table.toString())}\n`);
    });
  command
    .command('reset')
    .description('make a link by which a user sets a password, and print its token on stdout')
    .argument('<email>', EMAIL)
    .action((email: string) =>
      withStore(terminal, async (store) => {
        const { id } = await new Users(store).find(email);
        const link = await changed(store, async (client) => {
          await recordAudit(client, {
            ...{ action: 'USER_CHANGED', result: 'DONE', actor: NO_ACTOR, subject: `User:${id}` },
            details: { fields: 'passwordLink' },
          });
          return issuePasswordLink(client, id);
        });
        linked(link);
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
    .argument('<email>', 'e-mail address of the user')
    .action(async (email: string) => {
      const adopted = await withStore(terminal, (store) => new Users(store).adopt(email));
      terminal.out(`Handed over to ${printable(email.trim())}: API keys ${adopted.api_keys}.\n`);
    });
  return command;
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
