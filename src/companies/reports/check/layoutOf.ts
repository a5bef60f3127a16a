import { canonicalJson } from '../../../canonicalJson.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import { checkTemplate } from '../template/checkTemplate.js';
import { nameInTemplate } from '../template/partOfQuestion.js';
import { declaredVariables, questionsOf } from '../template/questionsOf.js';
import { reportTemplate, type ReportTemplate } from '../template/reportTemplate.js';
import { variablesOf } from '../template/variablesOf.js';
import type { ReportFile } from './reportFile.js';

/** From which questions the numbers of a report come, and by which paths into the answers. */
export interface ReportLayout {
  readonly template: ReportTemplate;
  /**
   * Where it is from. FILE: the release has another version of the template. CHANGED: the file states another layout than the
   * release for the same version, or questions that do not follow from its layout. Its hash covers neither.
   */
  readonly origin: 'RELEASE' | 'CHANGED' | 'FILE';
}

/**
 * Returns the layout by which a report is asked again: that of the release where it has the version of the template, else
 * that of the file.
 *
 * @param release the template of this kind
 * @throws UserError where the layout of the file is needed, and is none that this release understands
 */
export function layoutOf(file: ReportFile, release: ReportTemplate): ReportLayout {
  const isOfRelease = release.version === file.content.templateVersion;
  const template = isOfRelease ? release : templateIn(file);
  const isSame = canonicalJson(template) === canonicalJson(file.template) && areQuestionsOf(file, template);
  return { template, origin: !isSame ? 'CHANGED' : isOfRelease ? 'RELEASE' : 'FILE' };
}

/** @throws UserError where it is none, or not of the kind and version of the content */
function templateIn({ content: { kind, templateVersion }, template: given }: ReportFile): ReportTemplate {
  const expected = (got: string): UserError =>
    new UserError(
      `Expected the layout of version ${templateVersion} of the template, got one that this release cannot read ` +
        `(${shown(got)}): use the release that made the report.`,
    );
  const { data: template, error } = reportTemplate.safeParse(given);
  if (template === undefined) {
    const [{ path, message }] = error.issues;
    throw expected(`${path.join('.')}: ${message}`);
  }
  if (template.kind !== kind || template.version !== templateVersion) {
    throw expected('it is of another kind or version');
  }
  try {
    checkTemplate(template);
  } catch (fault) {
    throw expected((fault as Error).message);
  }
  return template;
}

/** What the texts of lists were is in answers alone: all else of the questions follows from the template. */
function areQuestionsOf(
  { content: { inputs, on }, questions }: ReportFile,
  { lists, questions: documents }: ReportTemplate,
): boolean {
  const stated = new Set(questions.map(({ name }) => name));
  const isComplete = questionsOf({ lists, questions: documents }, inputs, on).every(({ name }) =>
    stated.has(name),
  );
  const known: Readonly<Record<string, string | null>> = variablesOf(inputs, on);
  return (
    isComplete &&
    questions.every(
      ({ name, document, variables }) =>
        document === documents[nameInTemplate(name)] &&
        declaredVariables(document).every(
          ({ name: variable }) => Object.hasOwn(lists, variable) || variables[variable] === known[variable],
        ),
    )
  );
}
