import type { PlotOptions } from '@observablehq/plot';
import { svgOf } from '../../../svgOf.js';

const WIDTH = 960;

/**
 * Draws a chart as a file.
 *
 * @param label for readers who do not see the chart
 */
export const svgFileOf = (label: string, options: PlotOptions): string =>
  `${svgOf(
    {
      ...{ width: WIDTH, height: 320, marginTop: 48, marginLeft: 64, ariaLabel: label },
      ...options,
      style: { fontSize: '12px', background: 'white', color: '#222222' },
    },
    { xmlns: 'http://www.w3.org/2000/svg' },
  )}\n`;
