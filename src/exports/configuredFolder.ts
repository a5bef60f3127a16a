import { join } from 'node:path';
import type { Settings } from '../settings.js';
import { ExportFolder } from './exportFolder.js';

/** Returns the folder that the settings name: EXPORTS_FOLDER, or `exports` in GREYOAK_HOME. */
export const configuredFolder = ({ exports, home }: Pick<Settings, 'exports' | 'home'>): ExportFolder =>
  new ExportFolder(exports.folder ?? join(home, 'exports'));
