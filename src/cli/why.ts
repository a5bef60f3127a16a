import { Command, Option } from 'commander';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { ScoreRow } from '../books/dayBook.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import type { Tables } from '../database/tables.js';
import type { Sessions } from '../market/calendar.js';
import { dayOf } from '../market/day.js';
import { tickerOf } from '../market/ticker.js';
import { AttributedChanges } from '../runs/reproduce/attributedChanges.js';
import { Recomputer } from '../runs/reproduce/recomputer.js';
import { servedMethod } from '../runs/servedMethod.js';
import { MODES, type IsoDate, type Mode, type Ticker } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { readWhy } from './readWhy.js';
import { sessionsOf } from './sessionsOf.js';
import { storedScoreOf } from './storedScoreOf.js';
import type { Terminal } from './terminal.js';
import { whyLines } from './whyLines.js';
import { withStore } from './withStore.js';

interface WhyOptions {
  readonly since: string;
  readonly on?: string;
  readonly mode: Mode;
  readonly method?: string;
}

/** The command `greyoak why TICKER --since D`. */
export function whyCommand(terminal: Terminal): Command {
  return new Command('why')
    .description(
      'explain why a stored score differs from that of an earlier session, and how close other bands are',
    )
    .argument('<ticker>', 'a ticker such as RELIANCE')
    .requiredOption('--since <date>', 'the earlier session, such as 2024-10-01, or a day after it')
    .option('--on <date>', 'the session of the score; by default the newest that has one')
    .addOption(new Option('--mode <mode>', 'mode of the score').choices(MODES).default('INVESTOR'))
    .option('--method <name>', 'name of a method that has scores in the store; by default the served one')
    .action(async (text: string, options: WhyOptions) => {
      const ticker = tickerOf(text);
      if (ticker === null) {
        throw new UserError(`Expected a ticker such as RELIANCE or 500325.BO, got "${shown(text)}".`);
      }
      const [since, on] = [dateOf(options.since, '--since'), dateOf(options.on, '--on')];
      const lines = await withStore(
        terminal,
        (store) => explained(store, { ...options, ticker, since: since ?? '', on }, terminal),
        { mustExist: true },
      );
      terminal.out(`${lines.join('\n')}\n`);
    });
}

function dateOf(text: string | undefined, option: string): IsoDate | null {
  if (text === undefined) return null;
  if (!Number.isNaN(dayOf(text))) return text as IsoDate;
  throw new UserError(`${option}: expected a date such as 2024-10-08, got "${shown(text)}".`);
}

interface Asked {
  readonly ticker: Ticker;
  readonly since: string;
  readonly on: IsoDate | null;
  readonly mode: Mode;
  readonly method?: string;
}

async function explained(store: OpenDatabase, asked: Asked, { colors }: Terminal): Promise<string[]> {
  const { db, pool } = store;
  const { ticker, mode, on, since } = asked;
  const name = await methodNamed(pool, asked.method);
  const to = await storedScoreOf(db, { ticker, mode, method: name, on, upTo: null });
  if (to === null) {
    throw new UserError(
      `${ticker} has no score of ${name} and ${mode} ${on === null ? 'in the store' : `on ${on}`}: expected a stock and a ` +
        'session that were scored. Score days with "greyoak score", or look for another spelling.',
    );
  }
  if (since > to.day) {
    throw new UserError(
      `--since: expected at most the day of the score, ${to.day}, got ${since}: name an earlier day.`,
    );
  }
  const sessions = await sessionsOf(pool);
  const from = await formerScore(db, sessions, { ...asked, method: name });
  if (from === null) {
    throw new UserError(
      `${ticker} has no score of ${name} and ${mode} on ${since} or the session before it: name another day.`,
    );
  }
  return whyLines(
    await readWhy(store, new AttributedChanges(new Recomputer(store)), sessions, from, to),
    colors,
  );
}

/** @throws UserError for a name that no scored day has */
async function methodNamed(pool: pg.Pool, name: string | undefined): Promise<string> {
  const { rows } = await pool.query<{ method: string }>(
    'SELECT DISTINCT method FROM scored_days ORDER BY method',
  );
  const known = rows.map(({ method }) => method);
  const served = name ?? (await servedMethod(pool)) ?? known[0];
  if (known.includes(served)) return served;
  throw new UserError(
    known.length === 0
      ? 'Expected a store with scores, got one without: score days with "greyoak score".'
      : `--method: expected the name of a method with scores, one of ${known.join(', ')}, got "${shown(served)}".`,
  );
}

/** Finds the score of a day, or of the session before it; null where both have none. */
async function formerScore(
  db: Kysely<Tables>,
  sessions: Sessions,
  { ticker, mode, method, since }: Asked & { readonly method: string },
): Promise<ScoreRow | null> {
  for (const on of [since, sessions.before(dayOf(since))]) {
    if (on === null) continue;
    const found = await storedScoreOf(db, { ticker, mode, method, on: on as IsoDate, upTo: null });
    if (found !== null) return found;
  }
  return null;
}
