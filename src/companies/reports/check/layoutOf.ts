import { canonicalJson } from '../../../canonicalJson.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import { nameInTemplate } from '../template/partOfQuestion.js';
import { declaredVariables, questionsOf } from '../template/questionsOf.js';
import { reportTemplate, type ReportTemplate } from '../template/reportTemplate.js';
import { variablesOf } from '../template/variablesOf.js';
import { isQuery } from './isQuery.js';
import type { ReportFile } from './reportFile.js';

/** From which questions the numbers of a report come, and by which paths into the answers. */
export interface ReportLayout {
  readonly template: ReportTemplate;
  /**
   * Where it is from. CHANGED: the release has the same version of the template, and the file states another layout, which
   * its hash does not cover. FILE: the release has another version.
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
  const { kind, templateVersion } = file.content;
  if (release.version === templateVersion) {
    const isSame = canonicalJson(release) === canonicalJson(file.template) && areQuestionsOf(file, release);
    return { template: release, origin: isSame ? 'RELEASE' : 'CHANGED' };
  }
  const { data: template, error } = reportTemplate.safeParse(file.template);
  if (template === undefined || template.kind !== kind || template.version !== templateVersion) {
    const [issue] = error?.issues ?? [];
    const fault =
      issue === undefined ? 'it is of another kind or version' : `${issue.path.join('.')}: ${issue.message}`;
    throw new UserError(
      `Expected the layout of version ${templateVersion} of the template, got one that this release cannot read ` +
        `(${shown(fault)}): use the release that made the report.`,
    );
  }
  for (const [name, document] of Object.entries(template.questions)) {
    if (isQuery(document)) continue;
    throw new UserError(
      `Expected the question ${shown(name)} to be one query of GraphQL, got something else: nothing was sent.`,
    );
  }
  return { template, origin: 'FILE' };
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
