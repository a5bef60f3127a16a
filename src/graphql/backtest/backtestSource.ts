import type { ProgressSource } from '../../live/progressWatcher.js';
import {
  BACKTEST_PROGRESS,
  CHANGING_BACKTESTS,
  type BacktestProgress,
} from '../../studies/backtests/backtestProgress.js';

/** How the progress of single backtests is read. */
export const BACKTEST_SOURCE: ProgressSource<BacktestProgress> = {
  names: { one: 'a backtest', field: 'backtests' },
  ofId: BACKTEST_PROGRESS,
  changing: CHANGING_BACKTESTS,
  isFinished: ({ status }) => status !== 'QUEUED' && status !== 'RUNNING',
  hasChanged: (former, row) => former.status !== row.status || former.progress !== row.progress,
};
