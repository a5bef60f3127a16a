import { useState } from 'react';
import type { Mode } from './graphql';
import type { Connection } from './live/connection';
import type { DataClient } from './live/dataClient';
import { ConnectionBadge } from './parts/ConnectionBadge';
import { labelOf } from './parts/labelOf';
import { Scores } from './Scores';

const MODES: readonly Mode[] = ['INVESTOR', 'TRADER'];

export interface PageProps {
  readonly connection: Connection;
  readonly client: DataClient;
}

export function Page({ connection, client }: PageProps) {
  const [mode, setMode] = useState<Mode>('INVESTOR');
  const [ticker, setTicker] = useState<string | null>(null);
  return (
    <>
      <header>
        <h1>Live ranking</h1>
        <nav aria-label="The same page with">
          <a href="./index.html">Apollo Client</a> <a href="./urql.html">urql</a>
        </nav>
        <label>
          Mode{' '}
          <select value={mode} onChange={(event) => setMode(event.target.value as Mode)}>
            {MODES.map((name) => (
              <option key={name} value={name}>
                {labelOf(name)}
              </option>
            ))}
          </select>
        </label>
        <ConnectionBadge connection={connection} />
      </header>
      <Scores key={mode} mode={mode} ticker={ticker} onPick={setTicker} client={client} />
      <footer>This page asks with {client.name}.</footer>
    </>
  );
}
