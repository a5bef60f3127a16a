import { useEffect, useState } from 'react';
import { callerChange } from './callerChange.js';
import { whoAsks, type WhoAsks } from './whoAsks.js';

const UNKNOWN: WhoAsks = { sentence: '', isSignedIn: false, canSignIn: false, canRecord: false };

/** Returns whom the server takes this page for, and looks again whenever the page has become another caller. */
export function useWhoAsks(): WhoAsks {
  const [who, setWho] = useState(UNKNOWN);
  useEffect(() => {
    let newest = 0;
    const look = (): void => {
      const mine = ++newest;
      void whoAsks().then((found) => mine === newest && setWho(found));
    };
    look();
    const end = callerChange.subscribe(look);
    return () => {
      newest = -1;
      end();
    };
  }, []);
  return who;
}
