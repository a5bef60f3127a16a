import type { ExportFolder } from './exportFolder.js';

/** The services that the tasks of this room need. */
export interface ExportServices {
  readonly exportFolder: ExportFolder;
  /** How long a file is kept, in hours. */
  readonly exportHours: number;
}
