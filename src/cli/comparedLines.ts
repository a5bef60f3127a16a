import type { ComparedAnswers } from '../companies/reports/check/compareAnswers.js';
import type { ReportCell } from '../companies/reports/reportContent.js';
import type { ReportChange } from '../companies/reports/reportDocument.js';
import { shown } from '../shown.js';

/** Returns the lines that say how a report differs from the answers of a service now. */
export function comparedLines(
  { cells, changes, differsElsewhere, hasFindings, total, unseen }: ComparedAnswers,
  findings: number,
): string[] {
  const compared = `${cells} cells${hasFindings ? ` and ${findings} findings` : ''}`;
  const more = total - changes.length;
  return [
    ...unseen.map(
      ({ question, reason, tables }) =>
        `Not compared: ${shown(question)}, because ${reason.replace(/\.$/, '')}.` +
        (tables.length === 0 ? '' : ` It has the tables ${tables.map(shown).join(', ')}.`),
    ),
    ...(hasFindings ? [] : ['Not compared: the findings, because they are of all questions.']),
    ...changes.map(changeLine),
    ...(more > 0 ? [`… and ${more} more.`] : []),
    ...(differsElsewhere ? ['Differs: titles or units of columns, or the order of rows or findings.'] : []),
    `${compared} asked again: ${total === 0 ? 'all are the same' : `${total} differ`}.`,
  ];
}

function changeLine({ table, row, column, former, now }: ReportChange): string {
  const where = [table ?? 'finding', row, column].filter((part) => part !== null).map(shown);
  return `Differs: ${where.join(', ')}: ${cellText(former)} in the file, ${cellText(now)} now.`;
}

const cellText = (cell: ReportCell): string =>
  cell === null ? 'nothing' : typeof cell === 'string' ? `"${shown(cell)}"` : String(cell);
