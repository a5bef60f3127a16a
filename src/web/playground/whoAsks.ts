import { apiKey } from './apiKey.js';
import { ask } from './ask.js';

/** Whom the server takes this page for. */
export interface WhoAsks {
  /** A sentence that says so. */
  readonly sentence: string;
  /** Whether it is signed in. */
  readonly isSignedIn: boolean;
  /** Whether it can sign in: a service that is open to its own machine needs no user. */
  readonly canSignIn: boolean;
}

interface Me {
  readonly me: {
    readonly kind: string;
    readonly role: string | null;
    readonly user: { readonly name: string } | null;
    readonly apiKey: { readonly name: string } | null;
  };
}

const QUERY = '{ me { kind role user { name } apiKey { name } } }';

const WITHOUT_CREDENTIAL = 'You ask without a credential.';

/** Asks the server whom it takes the sender of an operation for. */
export async function whoAsks(): Promise<WhoAsks> {
  const answer = await ask<Me>(QUERY);
  if ('data' in answer) return described(answer.data);
  // An operation that is refused in itself, as by an allow-list, is answered 200: a refused credential is not.
  const sentence = answer.status === 200 ? (keyInUse() ?? WITHOUT_CREDENTIAL) : answer.fault;
  return { sentence, isSignedIn: false, canSignIn: true };
}

function described({ me: { kind, role, user, apiKey: key } }: Me): WhoAsks {
  const isSignedIn = kind === 'USER';
  const canSignIn = kind === 'ANONYMOUS';
  const who = user ? `You are ${user.name} (${role ?? 'no role'})` : 'You ask';
  if (canSignIn) return { sentence: WITHOUT_CREDENTIAL, isSignedIn, canSignIn };
  if (isSignedIn) return { sentence: `${who}.`, isSignedIn, canSignIn };
  if (key) return { sentence: `${who}, by the key "${key.name}".`, isSignedIn, canSignIn };
  return { sentence: 'Access is open: you are the built-in administrator.', isSignedIn, canSignIn };
}

function keyInUse(): string | null {
  const key = apiKey.current();
  return key === '' ? null : `You ask by the key ${key.slice(0, 12)}….`;
}
