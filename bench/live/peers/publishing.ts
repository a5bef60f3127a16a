import type { ChangedScore } from '../changedScore.js';
import { now } from '../clock.js';

/** What the benchmark tells a peer: first the events, then which of them to publish. */
export type PeerTask =
  { readonly events: readonly ChangedScore[] } | { readonly from: number; readonly to: number };

export interface Published {
  /** When publishing began, by the clock of the machine. */
  readonly at: number;
}

/** Lets the benchmark publish. `publish` is called for one event after the other, without a pause. */
export function takePublishing(
  publish: (event: ChangedScore, index: number) => void,
  prepare: (events: readonly ChangedScore[]) => void = () => undefined,
): void {
  let events: readonly ChangedScore[] = [];
  process.on('message', (task: PeerTask) => {
    if ('events' in task) {
      events = task.events;
      prepare(events);
      return;
    }
    const at = now();
    for (let k = task.from; k < task.to; k++) publish(events[k], k);
    process.send?.({ at } satisfies Published);
  });
}
