import { useSyncExternalStore, type FormEvent } from 'react';
import { apiKey } from './apiKey.js';
import { callerChange } from './callerChange.js';

/** Takes an API key. */
export function KeyField() {
  const key = useSyncExternalStore(callerChange.subscribe, apiKey.current);

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('key');
    apiKey.set(typeof given === 'string' ? given.trim() : '');
  }

  return (
    <form className="key" onSubmit={save}>
      <label htmlFor="key">API key</label>
      <input
        id="key"
        name="key"
        // Empties the field when the key is forgotten.
        key={key}
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="gok_…"
        defaultValue={key}
      />
      <button type="submit">Use</button>
      <button type="button" disabled={key === ''} onClick={() => apiKey.set('')}>
        Forget
      </button>
    </form>
  );
}
