import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { REPORT_KINDS, type ReportKind } from '../names.js';
import { checkTemplate } from './checkTemplate.js';
import { reportTemplate, type ReportTemplate } from './reportTemplate.js';

const FOLDER = new URL('../../../../config/reports/', import.meta.url);

/**
 * Reads the templates of reports that are shipped with the service, one file for each kind.
 *
 * @throws Error where a file is missing, has another form, or names what it does not have
 */
export async function loadTemplates(): Promise<ReadonlyMap<ReportKind, ReportTemplate>> {
  const entries = REPORT_KINDS.map(async (kind) => {
    const file = fileURLToPath(new URL(`${kind.toLowerCase()}.yaml`, FOLDER));
    const template = templateOf(await readFile(file, 'utf8'));
    if (template.kind !== kind)
      throw new Error(`Expected the kind ${kind} in ${file}, got ${template.kind}.`);
    return [kind, template] as const;
  });
  return new Map(await Promise.all(entries));
}

/**
 * Returns the template that a text states in YAML.
 *
 * @throws Error where it is none
 */
export function templateOf(text: string): ReportTemplate {
  const template = reportTemplate.parse(parse(text));
  checkTemplate(template);
  return template;
}
