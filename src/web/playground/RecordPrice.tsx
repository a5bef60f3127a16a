import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { barOf } from './barOf.js';
import { recordClose } from './recordClose.js';
import { useWhoAsks } from './useWhoAsks.js';

/**
 * Below a live query, a form that records another close of a stock, so that there is a change to be seen. It sends the
 * mutation by itself: the editor runs one operation at a time, and would stop the live query for it.
 */
export function RecordPrice() {
  const query = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query) ?? '';
  const { canRecord } = useWhoAsks();
  const [ticker] = /(?<=")[\w&-]+\.(NS|BO)(?=")/.exec(query) ?? [''];
  if (!canRecord || !/^\s*subscription\b/m.test(query)) return null;
  return <RecordForm key={ticker} ticker={ticker} />;
}

function RecordForm({ ticker }: { readonly ticker: string }) {
  const isRunning = useGraphiQL((state) => state.subscription !== null);
  const date = useRef<HTMLInputElement>(null);
  const close = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [isSending, setSending] = useState(false);

  /** Fills in the newest bar of a stock. */
  async function fill(stock: string): Promise<void> {
    const bar = stock === '' ? 'Enter the ticker of a stock.' : await barOf(stock, null);
    if (typeof bar === 'string') return setSaid(bar);
    if (date.current) date.current.value = bar.date;
    if (close.current) close.current.value = String(bar.close);
    setSaid(`It closed at ₹${bar.close} on ${bar.date}: enter another close.`);
  }
  useEffect(() => void fill(ticker), [ticker]);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const valueOf = (name: string): string => String(fields.get(name)).trim();
    setSending(true);
    setSaid(await recordClose(valueOf('ticker'), valueOf('date'), Number(valueOf('close'))));
    setSending(false);
  }

  return (
    <form className="record" aria-label="Record a price" onSubmit={(event) => void submit(event)}>
      <p>
        <strong>Record a price</strong>{' '}
        {isRunning ? 'while the live query runs.' : 'after you have started the live query.'}
      </p>
      <label>
        Stock
        <input
          name="ticker"
          defaultValue={ticker}
          required
          spellCheck={false}
          onBlur={({ target: { value, defaultValue } }) => value !== defaultValue && void fill(value.trim())}
        />
      </label>
      <label>
        Day
        <input ref={date} name="date" type="date" required />
      </label>
      <label>
        Close, ₹
        <input ref={close} name="close" type="number" min="0" step="any" required />
      </label>
      <button type="submit" disabled={isSending}>
        Record
      </button>
      <output>{said}</output>
    </form>
  );
}
