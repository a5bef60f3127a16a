import { Command, InvalidArgumentError } from 'commander';
import { findAuthKey } from '../access/findAuthKey.js';
import { headText, type ChainHead } from '../access/audit/chainedEntry.js';
import { pruneChain } from '../access/audit/pruneChain.js';
import { readHead } from '../access/audit/readHead.js';
import { verifyChain, type ChainFinding, type ChainReport } from '../access/audit/verifyChain.js';
import { requireSchema } from '../database/requireSchema.js';
import { inSnapshot } from '../database/transaction.js';
import { withConnection } from '../database/withConnection.js';
import { printable } from '../printable.js';
import { readSettings } from '../settings.js';
import { EXIT } from './exitCodes.js';
import type { Terminal } from './terminal.js';
import { withOwner } from './withOwner.js';
import { withStore } from './withStore.js';

/** Makes `greyoak audit`, with a command each for what can be done. */
export function auditCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = new Command('audit').description('verify, prune and note the audit of the store');
  command
    .command('verify')
    .description('find entries that were edited, deleted, inserted or moved, and gaps')
    .option('--head <head>', 'a head that was kept elsewhere, so that a cut end is found, too', headOption)
    .action(async ({ head = null }: { readonly head?: ChainHead | null }) => {
      const report = await withStore(
        terminal,
        async ({ pool }) => {
          const key = await findAuthKey(readSettings(terminal.env));
          return inSnapshot(pool, (client) => verifyChain(client, key, head));
        },
        { chains: false, mustExist: true },
      );
      terminal.out(`${linesOf(report).join('\n')}\n`);
      if (head !== null && report.prunedTo !== null && head.seq < report.prunedTo) {
        terminal.err(
          `greyoak: ${headText(head)} was pruned, and says nothing about the rest: keep a newer head.\n`,
        );
      }
      if (report.count > 0) setExitCode(EXIT.FAILED);
    });
  command
    .command('head')
    .description('print the end of the chain as SEQ:HASH, to be kept elsewhere')
    .action(async () => {
      const head = await withStore(terminal, ({ pool }) => readHead(pool), {
        chains: false,
        mustExist: true,
      });
      terminal.out(`${headText(head)}\n`);
    });
  command
    .command('prune')
    .description(
      'delete old entries, as the owner of the schema, and leave an anchor to verify the rest from',
    )
    .option('--older-than <age>', 'a number and d, m or y: days, months or years', ageOption, '5 years')
    .action(async ({ olderThan }: { readonly olderThan: string }) => {
      const { entries, upTo } = await withOwner(terminal, 'audit', async ({ pool, holder }) => {
        await requireSchema(pool, holder);
        const key = await findAuthKey(readSettings(terminal.env));
        return withConnection(pool, (owner) => pruneChain(owner, key, olderThan));
      });
      terminal.out(`${entries} entries deleted; the chain is pruned up to ${upTo}.\n`);
    });
  return command;
}

function linesOf({ entries, head, prunedTo, findings, count }: ChainReport): string[] {
  const pruned = prunedTo === null ? '' : `, after ${prunedTo} that were pruned`;
  const more = count - findings.length;
  return [
    ...findings.map((finding) => printable(lineOf(finding))),
    ...(more > 0 ? [`… and ${more} more.`] : []),
    `${entries} entries${pruned}, ${count === 0 ? 'all as they were written' : `${count} findings`}. Head ${headText(head)}`,
  ];
}

function lineOf({ seq, entryId, text }: ChainFinding): string {
  const place = seq === null ? 'Not chained' : `Seq ${seq}`;
  return `${place}${entryId === null ? '' : `, entry ${entryId}`}: ${text}.`;
}

function headOption(text: string): ChainHead {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (hash === undefined) {
    throw new InvalidArgumentError('It is not SEQ:HASH, as "greyoak audit head" and the log have it.');
  }
  return { seq: Number(seq), hash: Buffer.from(hash, 'hex') };
}

const UNITS: Readonly<Record<string, string>> = { d: 'days', m: 'months', y: 'years' };

/** Returns an interval of PostgreSQL. */
function ageOption(text: string): string {
  const [, count, unit] = /^([1-9]\d{0,3})([dmy])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('It is not a number and d, m or y, such as 5y.');
  return `${count} ${UNITS[unit]}`;
}
