import type { Asker } from './asker.js';
import type { ReportWriter } from './files/reportWriter.js';
import type { ReportKind } from './names.js';
import type { ReportTemplate } from './template/reportTemplate.js';

/** The services that the task of reports needs. */
export interface ReportServices {
  readonly asker: Asker;
  readonly reportTemplates: ReadonlyMap<ReportKind, ReportTemplate>;
  readonly reportWriter: Pick<ReportWriter, 'write'>;
}
