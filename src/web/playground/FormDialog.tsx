import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';

interface FormDialogProps {
  readonly title: string;
  /** What the button says that sends the form. */
  readonly action: string;
  /** Sends the values of the fields. Returns a sentence on what is wrong with them; null where all is well. */
  readonly send: (valueOf: (name: string) => string) => Promise<string | null>;
  /** Called when the form was sent and all is well. */
  readonly onDone: () => void;
  /** Called when the user closes the dialog. */
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form in a dialog, which stays open with a sentence on what is wrong until all is well. */
export function FormDialog({ title, action, send, onDone, onClose, children }: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [fault, setFault] = useState('');
  const [isSending, setSending] = useState(false);

  useEffect(() => dialog.current?.showModal(), []);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setSending(true);
    const wrong = await send((name) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    });
    setSending(false);
    if (wrong === null) onDone();
    else setFault(wrong);
  }

  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <h2>{title}</h2>
        {children}
        <p role="alert">{fault}</p>
        <button type="submit" disabled={isSending}>
          {action}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </form>
    </dialog>
  );
}
