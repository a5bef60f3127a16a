import { ask } from './ask.js';
import { FormDialog } from './FormDialog.js';
import { passwordLink } from './passwordLink.js';

const SET_PASSWORD =
  'mutation SetPassword($token: String!, $password: String!) { setPassword(token: $token, password: $password) }';

interface SetPasswordDialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Sets a password by the link that this page was opened by. */
export function SetPasswordDialog({ onDone, onClose }: SetPasswordDialogProps) {
  async function send(valueOf: (name: string) => string): Promise<string | null> {
    const password = valueOf('password');
    if (password !== valueOf('again')) return 'The two passwords differ: type the same one twice.';
    const answer = await ask(SET_PASSWORD, { token: passwordLink.token, password });
    return 'fault' in answer ? answer.fault : null;
  }

  return (
    <FormDialog title="Set your password" action="Set password" send={send} onDone={onDone} onClose={onClose}>
      <p>12 to 128 characters, neither a common password nor one with your name or e-mail address.</p>
      <label>
        Password
        <input name="password" type="password" autoComplete="new-password" required autoFocus />
      </label>
      <label>
        Password again
        <input name="again" type="password" autoComplete="new-password" required />
      </label>
    </FormDialog>
  );
}
