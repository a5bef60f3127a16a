import { useSyncExternalStore } from 'react';
import type { Connection } from '../live/connection';

/** Says whether the page is live. Only a change of that is read out, not each change of a score. */
export function ConnectionBadge({ connection }: { readonly connection: Connection }) {
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  return (
    <p role="status" className={`connection ${state.kind}`}>
      {state.kind === 'live' && 'Live'}
      {state.kind === 'connecting' && 'Connecting …'}
      {state.kind === 'lost' && (
        <>
          Reconnecting since{' '}
          <time dateTime={state.since.toISOString()}>{state.since.toLocaleTimeString()}</time>
        </>
      )}
    </p>
  );
}
