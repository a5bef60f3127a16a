import { callerChange } from './callerChange.js';

/** Not localStorage: the key goes with the tab, and other tabs do not see it. */
const NAME = 'greyoak.apiKey';

/** The API key that operations are sent with; the empty text stands for none. */
export const apiKey = {
  current: (): string => sessionStorage.getItem(NAME) ?? '',

  set(key: string): void {
    if (key === '') sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, key);
    callerChange.tell();
  },

  /** The key as the value of Authorization; undefined where there is none. */
  get authorization(): string | undefined {
    const key = apiKey.current();
    return key === '' ? undefined : `Bearer ${key}`;
  },
};
