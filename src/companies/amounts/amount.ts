/**
 * What an amount is measured in. Rupees with a word of scale are INR_CRORE, plain ones RUPEES; FRACTION 0.125 is 12.5 %;
 * RATIO 2.5 is "2.5x"; COUNT is a number with a word of scale and no currency; FOREIGN is money of another currency.
 */
export type AmountUnit = 'INR_CRORE' | 'RUPEES' | 'FRACTION' | 'RATIO' | 'COUNT' | 'FOREIGN';

/** An amount that a text states. */
export interface Amount {
  /** Where it is in the text, in UTF-16 units, with its sign, currency and unit. */
  readonly start: number;
  /** After the last unit. */
  readonly end: number;
  /** The exact decimal in the unit, such as "-1234.56". */
  readonly decimal: string;
  /** The double that is nearest to the decimal. */
  readonly value: number;
  readonly unit: AmountUnit;
  /** ISO 4217; null where none is stated. */
  readonly currency: string | null;
  /** By which power of ten its word of scale multiplies, such as 7 of crore; 0 where it has none. */
  readonly scale: number;
  /** Whether it is a number of percentage points or basis points: mostly a difference. */
  readonly isPoints: boolean;
  /** Whether it is one of the two ends of a range. */
  readonly inRange: boolean;
}
