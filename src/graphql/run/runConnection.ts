import { connectionOf } from '../connectionOf.js';
import { Run } from './run.js';

export const RunConnection = connectionOf(Run, {
  name: 'Run',
  description: 'A page of the runs, the newest first.',
});
export type RunConnection = InstanceType<typeof RunConnection>;
