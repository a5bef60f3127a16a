import { connectionOf } from '../connectionOf.js';
import { Score } from './score.js';

export const ScoreConnection = connectionOf(Score, {
  name: 'Score',
  description: 'A page of the scores of one stock, the newest first.',
});
export type ScoreConnection = InstanceType<typeof ScoreConnection>;
