import { Command } from 'commander';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { feedsOf } from '../feedServicesOf.js';
import { Backfills } from '../market/feeds/backfills.js';
import { FeedChanges } from '../market/feeds/feedChanges.js';
import { readFeeds, type FeedState } from '../market/feeds/readFeeds.js';
import { storeCalendar } from '../market/feeds/storeCalendar.js';
import { printable } from '../printable.js';
import { readSettings } from '../settings.js';
import { backfillLines } from './backfillLines.js';
import { EXIT } from './exitCodes.js';
import { PlainTable } from './plainTable.js';
import { runBackfill } from './runBackfill.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

const NAME = 'name of the feed, as "greyoak feeds" shows it';

/** Makes `greyoak feeds`, which lists them, with a command each for what can be done. */
export function feedsCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = new Command('feeds')
    .description('list the feeds of FEEDS_FILE with their state, or run and pause them')
    .action(async () => terminal.out(await listed(terminal)));
  command
    .command('run')
    .description('ask a feed now, and score the days that its file touches')
    .argument('<name>', NAME)
    .option('--date <date>', 'the day whose file is asked for; the newest one by default')
    .action(async (name: string, { date }: { readonly date?: string }) => {
      const ended = await withStore(terminal, (store) =>
        runBackfill(store, terminal, (changes) => changes.run(name, date ?? null, NO_ACTOR)),
      );
      terminal.out(backfillLines(ended));
      if (ended.backfill.status !== 'SUCCEEDED') setExitCode(EXIT.FAILED);
    });
  const change = (verb: string, description: string, paused: boolean) =>
    command
      .command(verb)
      .description(description)
      .argument('<name>', NAME)
      .action((name: string) => setPaused(terminal, name, paused));
  change('pause', 'let a feed do nothing until it is resumed', true);
  change('resume', 'let a paused feed go on', false);
  return command;
}

async function setPaused(terminal: Terminal, name: string, paused: boolean): Promise<void> {
  const settings = readSettings(terminal.env);
  const feeds = await feedsOf(settings, terminal.env);
  const backfills = new Backfills({ feeds, most: settings.feeds.backfillDays });
  await withStore(terminal, ({ pool, writers }) =>
    new FeedChanges({ pool, writers }, feeds, backfills).setPaused(name, paused, NO_ACTOR),
  );
  terminal.err(`The feed ${name} ${paused ? 'is paused' : 'goes on'}.\n`);
}

async function listed(terminal: Terminal): Promise<string> {
  const feeds = await feedsOf(readSettings(terminal.env), terminal.env);
  const states = await withStore(
    terminal,
    async ({ pool }) => readFeeds(pool, feeds, await storeCalendar(pool), new Date()),
    { mustExist: true },
  );
  const table = new PlainTable({
    head: ['Name', 'Dataset', 'State', 'Schedule', 'Next', 'Last', 'Result', 'Success', 'Error'],
  });
  for (const state of states) {
    const { feed, schedule, nextAt, lastAt, lastResult, lastError, successRate } = state;
    const rate = successRate === null ? '–' : `${Math.round(successRate * 100)} %`;
    const cells = [feed.name, feed.dataset, stateOf(state), schedule, timeOf(nextAt), timeOf(lastAt)];
    table.push([...cells, lastResult ?? '–', rate, lastError ?? '–'].map(printable));
  }
  return `${table.toString()}\n`;
}

function stateOf({ feed, paused, breaker }: FeedState): string {
  if (feed.off !== null) return 'off';
  if (paused) return 'paused';
  return { CLOSED: 'works', OPEN: 'broken', HALF_OPEN: 'on trial' }[breaker];
}

/** The time in UTC, to the minute. */
const timeOf = (at: Date | null): string => (at === null ? '–' : `${at.toISOString().slice(0, 16)}Z`);
