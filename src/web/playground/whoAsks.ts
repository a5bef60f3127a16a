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
  /** Whether it may record bars. */
  readonly canRecord: boolean;
}

interface Me {
  readonly me: {
    readonly kind: string;
    readonly role: string | null;
    readonly scopes: readonly string[];
    readonly user: { readonly name: string } | null;
    readonly apiKey: { readonly name: string } | null;
  };
}

const QUERY = '{ me { kind role scopes user { name } apiKey { name } } }';

const WITHOUT_CREDENTIAL = 'You ask without a credential.';

/** Asks the server whom it takes the sender of an operation for. */
export async function whoAsks(): Promise<WhoAsks> {
  const answer = await ask<Me>(QUERY);
  if ('data' in answer) return described(answer.data);
  // An operation that is refused in itself, as by an allow-list, is answered 200: a refused credential is not.
  const sentence = answer.status === 200 ? (keyInUse() ?? WITHOUT_CREDENTIAL) : answer.fault;
  return { sentence, isSignedIn: false, canSignIn: true, canRecord: false };
}

function described({ me }: Me): WhoAsks {
  return {
    sentence: sentenceOf(me),
    isSignedIn: me.kind === 'USER',
    canSignIn: me.kind === 'ANONYMOUS',
    canRecord: me.scopes.includes('MARKET_WRITE'),
  };
}

function sentenceOf({ kind, role, user, apiKey: key }: Me['me']): string {
  if (kind === 'ANONYMOUS') return WITHOUT_CREDENTIAL;
  const who = user ? `You are ${user.name} (${role ?? 'no role'})` : 'You ask';
  if (kind === 'USER') return `${who}.`;
  return key ? `${who}, by the key "${key.name}".` : 'Access is open: you are the built-in administrator.';
}

function keyInUse(): string | null {
  const key = apiKey.current();
  return key === '' ? null : `You ask by the key ${key.slice(0, 12)}….`;
}
