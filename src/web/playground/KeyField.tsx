import { useEffect, useState, useSyncExternalStore, type FormEvent } from 'react';
import { apiKey } from './apiKey.js';
import { whoAsks } from './whoAsks.js';

const NO_KEY = 'Operations are sent without a key.';

/** Takes an API key, and says whom the server takes its sender for. */
export function KeyField() {
  const key = useSyncExternalStore(apiKey.subscribe, apiKey.current);
  const [who, setWho] = useState('');

  useEffect(() => {
    let isCurrent = true;
    setWho(key === '' ? NO_KEY : '');
    if (key !== '') void whoAsks(key).then((sentence) => isCurrent && setWho(sentence));
    return () => {
      isCurrent = false;
    };
  }, [key]);

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
      <output htmlFor="key">{who}</output>
    </form>
  );
}
