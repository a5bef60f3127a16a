import { Command } from 'commander';
import { canonicalJson } from '../canonicalJson.js';
import { compareAnswers, type ComparedAnswers } from '../companies/reports/check/compareAnswers.js';
import { layoutOf, type ReportLayout } from '../companies/reports/check/layoutOf.js';
import { readReportFile } from '../companies/reports/check/readReportFile.js';
import type { ReportFile } from '../companies/reports/check/reportFile.js';
import { canonicalHash } from '../canonicalHash.js';
import { loadTemplates } from '../companies/reports/template/loadTemplates.js';
import { questionsOf } from '../companies/reports/template/questionsOf.js';
import { printable } from '../printable.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { askAgain } from './askAgain.js';
import { comparedLines } from './comparedLines.js';
import { EXIT } from './exitCodes.js';
import { progressOn } from './progress.js';
import { ServiceClient } from './serviceClient.js';
import type { Terminal } from './terminal.js';

/** Makes `greyoak check-report FILE`. */
export function checkReportCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('check-report')
    .description(
      'compute the hash of a report again, and with --url, ask a service for each of its numbers again',
    )
    .argument('<file>', 'the JSON file of the report')
    .option(
      '--url <url>',
      'where a service answers, such as http://127.0.0.1:4000; it is asked with the API key of GREYOAK_API_KEY, if that is set',
    )
    .action(async (path: string, { url }: { readonly url?: string }) => {
      const key = terminal.env['GREYOAK_API_KEY'] || undefined;
      const client = url === undefined ? null : new ServiceClient(url, key);
      const file = await readReportFile(path);
      const hash = canonicalHash(file.content);
      const release = (await loadTemplates()).get(file.content.kind);
      if (release === undefined) throw new Error(`Expected a template of ${file.content.kind}, got none.`);
      const layout =
        client === null && release.version !== file.content.templateVersion ? null : layoutOf(file, release);
      const lines = [headLine(file), hashLine(hash, file.hash), ...layoutLines(layout, release.version)];
      if (!isHeadOf(file))
        lines.push('The head of the file was changed: it states another kind, subject, day or version.');
      let isConfirmed = hash === file.hash && isHeadOf(file) && layout?.origin !== 'CHANGED';
      if (client !== null && layout !== null) {
        const compared = await compareNow(client, file, layout, layout.template === release, terminal);
        lines.push(...comparedLines(compared, file.content.findings.length));
        isConfirmed &&= compared.total === 0 && !compared.differsElsewhere && compared.unseen.length === 0;
      }
      terminal.out(`${lines.map(printable).join('\n')}\n`);
      if (!isConfirmed) setExitCode(EXIT.NOT_REPRODUCED);
    });
}

async function compareNow(
  client: ServiceClient,
  { content }: ReportFile,
  { template }: ReportLayout,
  isOwnTemplate: boolean,
  terminal: Terminal,
): Promise<ComparedAnswers> {
  const progress = progressOn(terminal);
  try {
    const { inputs, on } = content;
    const answers = await askAgain(
      client,
      (known) => questionsOf(template, inputs, on, known),
      (done, total) => progress.show('questions', done, total),
    );
    return compareAnswers(content, template, answers);
  } catch (error) {
    if (isOwnTemplate || error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(`Expected paths of the file that fit its questions, got others: ${error.message}`);
  } finally {
    progress.stop();
  }
}

const isHeadOf = ({
  report: { title: _, ...head },
  content: { kind, inputs, on, templateVersion },
}: ReportFile): boolean => canonicalJson(head) === canonicalJson({ kind, inputs, on, templateVersion });

function headLine({ content: { kind, inputs, on, templateVersion } }: ReportFile): string {
  const about = Object.values(inputs).find((input) => typeof input === 'string');
  return `${kind} of ${shown(about ?? 'nothing')} on ${on}, by version ${templateVersion} of the template.`;
}

const hashLine = (computed: string, stated: string): string =>
  computed === stated
    ? `The content is unchanged: its hash is ${stated}, as the file states.`
    : `The content or its hash was changed: the hash is ${computed}, and the file states ${stated}.`;

function layoutLines(layout: ReportLayout | null, version: number): string[] {
  if (layout?.origin === 'RELEASE') return ['The questions and paths are those of the template.'];
  if (layout?.origin === 'CHANGED') {
    return ['The questions or paths of the file were changed: they do not fit this version of the template.'];
  }
  return [
    `The questions and paths are those of the file, because this release has version ${version} of the template.`,
  ];
}
