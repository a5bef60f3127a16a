import { connectionOf } from '../connectionOf.js';
import { Bar } from './bar.js';

export const BarConnection = connectionOf(Bar, {
  name: 'Bar',
  description: 'A page of the bars of one stock, the newest first.',
});
export type BarConnection = InstanceType<typeof BarConnection>;
