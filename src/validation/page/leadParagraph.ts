import type { Evidence } from '../figures/names.js';
import { counted, estimated } from './numbers.js';
import type { ModePage, PageData } from './pageData.js';

/** The bad news first. */
const ORDER: readonly Evidence[] = ['ADVERSE', 'NONE', 'NOT_YET', 'WEAK', 'EVIDENCE'];

const SAYS: Readonly<Record<Evidence, string>> = {
  ADVERSE: 'stocks with higher scores had lower returns',
  NONE: 'there is no evidence that scores predict returns',
  NOT_YET: 'it is not known yet whether scores predict returns',
  WEAK: 'there is weak evidence that scores predict returns',
  EVIDENCE: 'there is evidence that scores predict returns',
};

/** Writes the first paragraph: what every reader should know before using a score. */
export function leadParagraph({ modes, to, survivorship }: PageData): string {
  const said = ORDER.flatMap((evidence) => {
    const of = modes.filter((one) => one.verdict.evidence === evidence);
    return of.length === 0 ? [] : [`${of.map(nameOf).join(', ')}: ${SAYS[evidence]}.`];
  });
  const made = modes.filter(({ validatedFrom }) => validatedFrom !== null && validatedFrom > to);
  const chosen = [...new Set(made.map(({ methodName }) => methodName))].map(
    (name) =>
      ` ${name} was chosen and judged with these very sessions, so that its figures prove nothing yet.`,
  );
  return `**${said.join(' ')}**${chosen.join('')}${unseen(survivorship)} A score is no forecast: do not trade on one before you have read these figures.`;
}

/** Says how many securities are gone without ever having been scored; nothing where there are none. */
function unseen({ gone, goneScored }: PageData['survivorship']): string {
  if (gone === goneScored) return '';
  if (gone === 1) return ' The one security that is gone was never scored.';
  if (goneScored === 0) return ` None of ${counted(gone)} securities that are gone was ever scored.`;
  const were = goneScored === 1 ? 'was' : 'were';
  return ` Of ${counted(gone)} securities that are gone, only ${counted(goneScored)} ${were} ever scored.`;
}

function nameOf({ mode, methodName, figures }: ModePage): string {
  const ic = figures?.ics.find(({ figure }) => figure === 'VALUE')?.ic;
  return `${mode} of ${methodName}${ic === undefined ? '' : ` (mean IC ${estimated(ic)})`}`;
}
