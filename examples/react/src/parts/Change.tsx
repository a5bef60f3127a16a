const FORMAT = new Intl.NumberFormat(undefined, {
  signDisplay: 'exceptZero',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** A difference in points, signed and coloured; a dash where there is nothing to compare with. */
export function Change({ from, to }: { readonly from: number | undefined; readonly to: number }) {
  if (from === undefined) return <>–</>;
  const text = FORMAT.format(to - from);
  return <span className={text.startsWith('+') ? 'up' : /^[-−]/.test(text) ? 'down' : ''}>{text}</span>;
}
