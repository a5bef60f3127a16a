import * as Plot from '@observablehq/plot';
import { DOMParser } from 'linkedom';

const WIDTH = 960;

/** What is read of a chart. The types of a browser's elements depend on what else is installed. */
interface Drawn {
  readonly outerHTML: string;
  readonly setAttribute: (name: string, value: string) => void;
}

/**
 * Draws a chart as a file of SVG, without a browser. The same options give the same bytes.
 *
 * @param label for readers who do not see the chart
 */
export function svgOf(label: string, options: Plot.PlotOptions): string {
  const document = new DOMParser().parseFromString('<!doctype html><html><body></body></html>', 'text/html');
  const chart = Plot.plot({
    ...{ width: WIDTH, height: 320, marginTop: 48, marginLeft: 64, figure: false, ariaLabel: label },
    ...options,
    document,
    style: { fontSize: '12px', background: 'white', color: '#222222' },
  }) as unknown as Drawn;
  chart.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${chart.outerHTML}\n`;
}
