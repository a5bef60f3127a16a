import { writeFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { Command } from 'commander';
import Papa from 'papaparse';
import { canonicalJson } from '../canonicalJson.js';
import type { FolderFacts } from '../market/imports/readFolder.js';
import { UserError } from '../userError.js';
import { EXIT } from './exitCodes.js';
import { readFacts, withFactsOptions, type FactsOptions } from './readFacts.js';
import { PLAIN_TABLE, withoutTrailingBlanks } from './scoreTable.js';
import type { Terminal } from './terminal.js';

/** So many refusals are shown; the report has all of them. */
const SHOWN_REFUSALS = 20;

interface CheckOptions extends FactsOptions {
  readonly report?: string;
  readonly json?: boolean;
}

/** `greyoak check FOLDER` */
export function checkCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = new Command('check')
    .description('say what of an import folder would be refused or flagged, and import nothing')
    .argument('<folder>', 'folder of CSV files in the import format')
    .option('--report <file>', 'write every refused and flagged row to a CSV file')
    .option('--json', 'print the counts as JSON: {file: {rows, refused: {rule: n}, flagged: {kind: n}}}')
    .action(async (folder: string, options: CheckOptions) => {
      const facts = await readFacts(folder, options, terminal);
      if (options.report !== undefined) await writeReport(options.report, facts);
      terminal.out(options.json ? countsJson(facts) : countsTable(facts));
      if (facts.refusals.length > 0) setExitCode(EXIT.REFUSED_ROWS);
    });
  return withFactsOptions(command);
}

function countsJson({ summaries }: FolderFacts): string {
  const counts = summaries.map(({ file, rows, refused, flagged }) => [file, { rows, refused, flagged }]);
  return `${canonicalJson(Object.fromEntries(counts))}\n`;
}

function countsTable({ summaries, refusals }: FolderFacts): string {
  const table = new Table({
    ...PLAIN_TABLE,
    head: ['File', 'Rows', 'Refused', 'Flagged'],
    colAligns: ['left', 'right', 'left', 'left'],
  });
  const listed = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([rule, count]) => `${rule} ${count}`)
      .join(', ') || '–';
  for (const { file, rows, refused, flagged } of summaries) {
    table.push([file, String(rows), listed(refused), listed(flagged)]);
  }
  const lines = refusals
    .slice(0, SHOWN_REFUSALS)
    .map(
      ({ file, line, column, value, rule, reason }) =>
        `${file}, line ${line}${column && `, ${column}`}: ${rule}, ${reason}, came "${value}"`,
    );
  if (refusals.length > SHOWN_REFUSALS) {
    lines.push(`… and ${refusals.length - SHOWN_REFUSALS} more: --report FILE writes all of them.`);
  }
  return `${[withoutTrailingBlanks(table.toString()), ...lines].join('\n')}\n`;
}

async function writeReport(path: string, { refusals, flags }: FolderFacts): Promise<void> {
  const rows = [
    ...refusals.map((refusal) => ({ what: 'REFUSED', ticker: '', date: '', ...refusal })),
    ...flags.map(({ kind, detail, ...flag }) => ({
      what: 'FLAGGED',
      ...flag,
      line: '',
      column: '',
      value: '',
      rule: kind,
      reason: detail,
    })),
  ];
  const columns = ['what', 'file', 'line', 'ticker', 'date', 'column', 'value', 'rule', 'reason'];
  const text = Papa.unparse({ fields: columns, data: rows }, { newline: '\n' });
  await writeFile(path, `${text}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `The report cannot be written to ${path} (${error.code}): name a file in a folder that exists.`,
    );
  });
}
