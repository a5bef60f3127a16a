import * as Plot from '@observablehq/plot';
import { DOMParser } from 'linkedom';

/** What is read of a chart. The types of a browser's elements depend on what else is installed. */
interface Drawn {
  readonly outerHTML: string;
  readonly setAttribute: (name: string, value: string) => void;
}

/**
 * Draws a chart as an element of SVG, without a browser. The same options give the same bytes.
 *
 * @param attributes in addition to those that the library sets
 */
export function svgOf(options: Plot.PlotOptions, attributes: Readonly<Record<string, string>>): string {
  const document = new DOMParser().parseFromString('<!doctype html><html><body></body></html>', 'text/html');
  const chart = Plot.plot({ ...options, figure: false, document }) as unknown as Drawn;
  for (const [name, value] of Object.entries(attributes)) chart.setAttribute(name, value);
  return chart.outerHTML;
}
