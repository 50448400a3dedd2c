// Bar charts drawn on the server as inline SVG. The numbers stand in a table beside each chart, so the drawing is hidden
// from screen readers; text is drawn for the width of a phone and the chart never grows past its natural size.
import { type Html, html } from '../html.ts';
import { count } from '../language.ts';

export interface Bar {
  readonly label: string;
  readonly all: number;
  /** Of a ratio: the part that counts; the rest is drawn paler. */
  readonly counted: number;
}

const width = 380;

const peak = (bars: readonly Bar[]): number => Math.max(1, ...bars.map((bar) => bar.all));
const px = (value: number): string => value.toFixed(1);

/** Upright bars, for months. */
export function columns(bars: readonly Bar[], height = 190): Html {
  const top = 18;
  const base = height - 22;
  const step = width / Math.max(1, bars.length);
  const thick = step * 0.62;
  const most = peak(bars);
  // A month has 31 units of width; four figures and their comma need smaller type to stand apart.
  const crowded = count(most).length > 5 ? ' crowded five' : count(most).length > 4 ? ' crowded' : '';
  const drawn = bars.map(({ label, all, counted }, index) => {
    const x = index * step + (step - thick) / 2;
    const tall = ((base - top) * all) / most;
    const part = ((base - top) * counted) / most;
    const middle = px(x + thick / 2);
    const value = all === 0 ? '' : count(all);
    return html`<rect class="rest" x="${px(x)}" y="${px(base - tall)}" width="${px(thick)}" height="${px(tall)}"/><rect class="bar" x="${px(x)}" y="${px(base - part)}" width="${px(thick)}" height="${px(part)}"/><text class="v${crowded}" x="${middle}" y="${px(base - tall - 5)}" text-anchor="middle">${value}</text><text x="${middle}" y="${height - 5}" text-anchor="middle">${label}</text>`;
  });
  return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">${drawn}<path class="axis" d="M0 ${base}.5H${width}"/></svg>`;
}

/** Lying bars with their names above, for classes, places and units. */
export function rows(bars: readonly Bar[]): Html {
  const tall = 36;
  const most = peak(bars);
  const drawn = bars.map(({ label, all, counted }, index) => {
    const y = index * tall;
    const long = (width * all) / most;
    const part = (width * counted) / most;
    return html`<text x="0" y="${y + 13}">${label}</text><text class="v" x="${width}" y="${y + 13}" text-anchor="end">${count(all)}</text><rect class="rest" x="0" y="${y + 18}" width="${px(long)}" height="9"/><rect class="bar" x="0" y="${y + 18}" width="${px(part)}" height="9"/>`;
  });
  return html`<svg viewBox="0 0 ${width} ${Math.max(1, bars.length) * tall}" aria-hidden="true" focusable="false">${drawn}</svg>`;
}

/** The twelve months at a glance, without words: the number stands above it. */
export function spark(values: readonly number[]): Html {
  const most = Math.max(1, ...values);
  const step = 240 / Math.max(1, values.length);
  const drawn = values.map((value, index) => {
    const tall = (50 * value) / most;
    return html`<rect class="bar" x="${px(index * step + 2)}" y="${px(52 - tall)}" width="${px(step - 4)}" height="${px(tall)}"/>`;
  });
  return html`<svg viewBox="0 0 240 54" preserveAspectRatio="none" aria-hidden="true" focusable="false">${drawn}<path class="axis" d="M0 52.5H240"/></svg>`;
}
