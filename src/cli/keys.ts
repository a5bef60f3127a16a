import { Command, InvalidArgumentError, Option } from 'commander';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { LOCAL_USER } from '../access/caller.js';
import { apiKeyOf, selectApiKeys, type ApiKeyRow } from '../access/keys/apiKeyRow.js';
import { ApiKeys, type IssuedKey } from '../access/keys/apiKeys.js';
import { KEY_BOUNDS } from '../access/keys/newApiKey.js';
import { NOT_FOR_KEYS, SCOPES, type Scope } from '../access/scopes.js';
import { Users } from '../access/users/users.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import { wholeNumber } from '../graphql/wholeNumber.js';
import { printable } from '../printable.js';
import { UserError } from '../userError.js';
import { PlainTable } from './plainTable.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface AddOptions {
  readonly owner: string;
  readonly name: string;
  readonly scope: readonly Scope[];
  readonly days: number;
  readonly perMinute?: number;
}

const ID = 'number of the key, as "greyoak keys list" shows it';

/** Makes `greyoak keys`, with a command each for what can be done. Secrets alone are written to stdout. */
export function keysCommand(terminal: Terminal): Command {
  const issued = ({ key, secret, formerUntil }: IssuedKey) => {
    const former = formerUntil === null ? '' : ` The former secret works until ${formerUntil.toISOString()}.`;
    terminal.err(`${lineOf(key)}${former} Its secret is shown only now:\n`);
    terminal.out(`${secret}\n`);
  };
  const command = new Command('keys').description('make, list and end API keys');
  command
    .command('add')
    .description('make an API key, and print its secret on stdout')
    .requiredOption('--owner <email>', 'e-mail address of the user that the key is for, or "local"')
    .requiredOption('--name <name>', 'what the key is for, 1 to 100 characters')
    .addOption(
      new Option('--scope <scope...>', 'what the key may do')
        .choices(SCOPES.filter((scope) => !NOT_FOR_KEYS.has(scope)))
        .makeOptionMandatory(),
    )
    .option('--days <n>', `days until it expires, 1 to ${KEY_BOUNDS.days}`, numberOption, 90)
    .option('--per-minute <n>', 'most operations a minute; as many as its owner by default', numberOption)
    .action(async ({ owner, name, scope, days, perMinute }: AddOptions) => {
      const key = { name, scopes: scope, expiresInDays: days, operationsPerMinute: perMinute ?? null };
      await withStore(terminal, async (store) => {
        const ownerId = owner === 'local' ? LOCAL_USER : (await new Users(store).find(owner)).id;
        issued(await new ApiKeys(store).create(ownerId, key, NO_ACTOR));
      });
    });
  command
    .command('list')
    .description('list all API keys, without their secrets')
    .action(async () => terminal.out(await withStore(terminal, listed, { mustExist: true })));
  command
    .command('rotate')
    .description('give an API key another secret, and print it on stdout')
    .argument('<id>', ID, numberOption)
    .option(
      '--grace-hours <n>',
      `hours that the former secret still works, 0 to ${KEY_BOUNDS.graceHours}`,
      numberOption,
      24,
    )
    .action(async (id: number, { graceHours }: { readonly graceHours: number }) =>
      withStore(terminal, async (store) =>
        issued(found(id, await new ApiKeys(store).rotate(id, 'EVERYBODY', graceHours, NO_ACTOR))),
      ),
    );
  const change = (
    name: string,
    description: string,
    work: (keys: ApiKeys, id: number) => Promise<ApiKeyRow | null>,
  ) =>
    command
      .command(name)
      .description(description)
      .argument('<id>', ID, numberOption)
      .action(async (id: number) => {
        const key = found(id, await withStore(terminal, (store) => work(new ApiKeys(store), id)));
        terminal.err(`${lineOf(key)}\n`);
      });
  change('pause', 'let an API key do nothing until it is resumed', (keys, id) =>
    keys.update(id, 'EVERYBODY', { paused: true }, NO_ACTOR),
  );
  change('resume', 'let a paused API key go on', (keys, id) =>
    keys.update(id, 'EVERYBODY', { paused: false }, NO_ACTOR),
  );
  change('revoke', 'end an API key for good', (keys, id) => keys.revoke(id, 'EVERYBODY', NO_ACTOR));
  return command;
}

function numberOption(text: string): number {
  const value = wholeNumber(text);
  if (value === null) throw new InvalidArgumentError('It is not a whole number of 0 or more.');
  return value;
}

/** @throws UserError where there is no such key */
function found<Key>(id: number, key: Key | null): Key {
  if (key !== null) return key;
  throw new UserError(`Expected the number of an API key, got ${id}: "greyoak keys list" shows them.`);
}

const lineOf = (key: ApiKeyRow): string =>
  printable(
    `API key ${key.id}, "${key.name}", of ${key.owner?.name ?? 'a deleted user'}: ${stateOf(key)}, until ` +
      `${key.expiresAt.toISOString()}, for ${key.scopes.join(' ')}.`,
  );

function stateOf({ revokedAt, paused, isActive, isUnused }: ApiKeyRow): string {
  if (revokedAt !== null) return 'revoked';
  if (paused) return 'paused';
  if (!isActive) return 'not active';
  return isUnused ? 'active, but unused' : 'active';
}

async function listed({ db }: OpenDatabase): Promise<string> {
  const rows = await selectApiKeys(db, 'EVERYBODY').orderBy('key.id').execute();
  const table = new PlainTable({
    head: ['Id', 'Secret', 'Name', 'Owner', 'State', 'Expires', 'Uses', 'Last used', 'Scopes'],
  });
  for (const key of rows.map(apiKeyOf)) {
    table.push(
      [
        String(key.id),
        `gok_${key.prefix}…`,
        key.name,
        key.owner?.name ?? '–',
        stateOf(key),
        dayOf(key.expiresAt),
        String(key.useCount),
        key.lastUsedAt === null ? '–' : dayOf(key.lastUsedAt),
        key.scopes.join(' '),
      ].map(printable),
    );
  }
  return `${table.toString()}\n`;
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
