import * as Plot from '@observablehq/plot';

/** Colours that people with colour blindness tell apart (Okabe and Ito), one for each method in order. */
const COLOURS: readonly string[] = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

/** Where the first name stands, right of the label of the axis, and how far the others are from it, in pixels. */
const OFFSET = 100;
const STEP = 160;

/** Returns the scale of colours of methods. */
export const coloursOf = (methods: readonly string[]): Plot.ScaleOptions => ({
  type: 'ordinal',
  domain: [...methods],
  range: methods.map((_, at) => COLOURS[at % COLOURS.length]),
});

/** Returns the name of each method in its colour, above the chart. */
export const legendOf = (methods: readonly string[]): Plot.Markish[] =>
  methods.map((method, at) =>
    Plot.text([`● ${method}`], {
      ...{ frameAnchor: 'top-left', facet: 'super', textAnchor: 'start' },
      ...{ fill: COLOURS[at % COLOURS.length], dx: OFFSET + at * STEP, dy: -40 },
    }),
  );
