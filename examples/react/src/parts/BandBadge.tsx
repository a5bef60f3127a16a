import type { Band } from '../graphql';
import { labelOf } from './labelOf';

export function BandBadge({ band }: { readonly band: Band }) {
  return <span className={`band ${band.toLowerCase()}`}>{labelOf(band)}</span>;
}
