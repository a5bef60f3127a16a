import { apiKey } from './apiKey.js';
import { ask } from './ask.js';
import { callerChange } from './callerChange.js';
import { FormDialog } from './FormDialog.js';

const SIGN_IN = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { id } } }';

/** Signs in by e-mail and password. The session is a cookie that scripts cannot read. */
export function SignInDialog({ onClose }: { readonly onClose: () => void }) {
  async function send(valueOf: (name: string) => string): Promise<string | null> {
    const input = { email: valueOf('email'), password: valueOf('password'), cookie: true };
    const answer = await ask(SIGN_IN, { input });
    return 'fault' in answer ? answer.fault : null;
  }

  function done(): void {
    // A key would be taken for the caller in the place of the session.
    if (apiKey.current() === '') callerChange.tell();
    else apiKey.set('');
    onClose();
  }

  return (
    <FormDialog title="Sign in" action="Sign in" send={send} onDone={done} onClose={onClose}>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="username" required autoFocus />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
    </FormDialog>
  );
}
