import { useState } from 'react';

/** Returns a value, or the last one that there was while there is none: a page goes on showing it while it asks again. */
export function useKept<Value>(value: Value | undefined): Value | undefined {
  const [kept, setKept] = useState(value);
  if (value !== undefined && value !== kept) setKept(value);
  return value ?? kept;
}
