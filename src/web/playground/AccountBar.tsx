import { useState } from 'react';
import { ask } from './ask.js';
import { callerChange } from './callerChange.js';
import { KeyField } from './KeyField.js';
import { passwordLink } from './passwordLink.js';
import { SetPasswordDialog } from './SetPasswordDialog.js';
import { SignInDialog } from './SignInDialog.js';
import { useWhoAsks } from './useWhoAsks.js';

/** Says whom the server takes this page for, and lets its user be another: by an API key, or by signing in. */
export function AccountBar() {
  const who = useWhoAsks();
  const [open, setOpen] = useState<'sign in' | 'set password' | null>(
    passwordLink.token === null ? null : 'set password',
  );

  async function signOut(): Promise<void> {
    await ask('mutation SignOut { signOut }');
    callerChange.tell();
  }

  return (
    <div className="account">
      <KeyField />
      {who.isSignedIn && (
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      )}
      {who.canSignIn && (
        <button type="button" onClick={() => setOpen('sign in')}>
          Sign in
        </button>
      )}
      <output>{who.sentence}</output>
      {open === 'sign in' && <SignInDialog onClose={() => setOpen(null)} />}
      {open === 'set password' && (
        <SetPasswordDialog onDone={() => setOpen('sign in')} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}
