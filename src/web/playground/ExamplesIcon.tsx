/** An icon of a list: three lines. */
export function ExamplesIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
      <path d="M7 4.5h10M7 10h10M7 15.5h10M3 4.5h.01M3 10h.01M3 15.5h.01" />
    </svg>
  );
}
