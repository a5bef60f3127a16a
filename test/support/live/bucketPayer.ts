import type { Payer } from '../../../src/live/payer.js';

/** Pays from a bucket that a test fills by hand. */
export class BucketPayer implements Payer {
  /** What was paid, each time. */
  readonly paid: number[] = [];

  constructor(
    readonly name: string,
    public points = Infinity,
  ) {}

  readonly canPay = (points: number): boolean => points <= this.points;

  readonly pay = (points: number): boolean => {
    if (!this.canPay(points)) return false;
    this.points -= points;
    this.paid.push(points);
    return true;
  };

  get total(): number {
    return this.paid.reduce((sum, one) => sum + one, 0);
  }
}

/** A caller that can pay for everything. */
export const RICH: Payer = { name: 'rich', canPay: () => true, pay: () => true };
