/** How an operation was sent, or what became of it. */
export type Stage = 'new' | 'repeated' | 'kept' | 'socket' | 'refused';

export interface Sample {
  readonly stage: Stage;
  /** Microseconds of the server's main thread. */
  readonly cpu: number;
  /** Cost units that were charged. */
  readonly points: number;
  /** Bytes of the answer. */
  readonly bytes: number;
}

const COLOURS: Readonly<Record<Stage, string>> = {
  new: '#1b6ca8',
  repeated: '#3a9d5d',
  kept: '#e0a100',
  socket: '#8a4fbf',
  refused: '#c8402f',
};
const [WIDTH, HEIGHT, MARGIN] = [460, 360, 56];

interface Axis {
  readonly title: string;
  readonly least: number;
  readonly most: number;
}

/** Returns a picture as SVG: CPU time and bytes over cost units, both on logarithmic axes. */
export function pictureOf(samples: readonly Sample[]): string {
  const points = axis('cost units charged', samples, (one) => one.points);
  const panels = [
    panel(
      0,
      samples,
      points,
      axis('CPU time, µs', samples, (one) => one.cpu),
      (one) => one.cpu,
    ),
    panel(
      WIDTH,
      samples,
      points,
      axis('bytes of the answer', samples, (one) => one.bytes),
      (one) => one.bytes,
    ),
  ];
  const legend = (Object.keys(COLOURS) as Stage[]).map(
    (stage, k) =>
      `<circle cx="${MARGIN + k * 90}" cy="14" r="4" fill="${COLOURS[stage]}"/>` +
      `<text x="${MARGIN + 8 + k * 90}" y="18">${stage}</text>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">` +
    `<rect width="100%" height="100%" fill="white"/>${legend.join('')}${panels.join('')}</svg>\n`
  );
}

function axis(title: string, samples: readonly Sample[], of: (sample: Sample) => number): Axis {
  const logs = samples.map((one) => Math.log10(Math.max(1, of(one))));
  return { title, least: Math.floor(Math.min(...logs)), most: Math.ceil(Math.max(...logs)) };
}

function panel(
  left: number,
  samples: readonly Sample[],
  across: Axis,
  up: Axis,
  of: (sample: Sample) => number,
): string {
  const x = (log: number) =>
    left + MARGIN + ((log - across.least) / (across.most - across.least)) * (WIDTH - 1.5 * MARGIN);
  const y = (log: number) =>
    HEIGHT - MARGIN + 10 - ((log - up.least) / (up.most - up.least)) * (HEIGHT - 1.5 * MARGIN);
  const parts: string[] = [];
  for (let log = across.least; log <= across.most; log++) {
    parts.push(
      line(x(log), y(up.least), x(log), y(up.most)),
      text(x(log), y(up.least) + 14, shown(log), 'middle'),
    );
  }
  for (let log = up.least; log <= up.most; log++) {
    parts.push(
      line(x(across.least), y(log), x(across.most), y(log)),
      text(x(across.least) - 4, y(log) + 4, shown(log), 'end'),
    );
  }
  parts.push(text((x(across.least) + x(across.most)) / 2, HEIGHT - 8, across.title, 'middle'));
  parts.push(text(x(across.least), y(up.most) - 6, up.title, 'start'));
  for (const one of samples) {
    const [cx, cy] = [x(Math.log10(one.points)), y(Math.log10(Math.max(1, of(one))))];
    parts.push(
      `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="1.6" fill="${COLOURS[one.stage]}" fill-opacity="0.5"/>`,
    );
  }
  return parts.join('');
}

const shown = (log: number): string => (10 ** log).toLocaleString('en');
const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#ddd"/>`;
const text = (x: number, y: number, content: string, anchor: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${content}</text>`;
