import type { ShareAction, Story } from './story.js';

/** Returns the actions that change the number of shares a holder has, whether actions.csv tells of them or not. */
export function shareActions({ actions = [], unlistedSplit }: Partial<Story>): readonly ShareAction[] {
  const all = unlistedSplit === undefined ? actions : [...actions, unlistedSplit];
  return all.filter(
    (action): action is ShareAction =>
      action.kind === 'SPLIT' || action.kind === 'BONUS' || action.kind === 'CONSOLIDATION',
  );
}
