const FORMAT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** Writes a share as a percentage, such as 87.5 %. */
export function shareText(share: number): string {
  return `${FORMAT.format(100 * share)} %`;
}
