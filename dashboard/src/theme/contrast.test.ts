import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What text has to stand out by, WCAG 2.2 AA; and what shows where a field or the focus is. */
const TEXT = 4.5;
const EDGE = 3;
const INKS = ['foreground', 'muted-foreground', 'primary', 'ok', 'warn', 'bad'];
const PAPERS = ['background', 'card', 'popover', 'muted', 'accent'];

const css = readFileSync('src/index.css', 'utf8');

function luminances(block: string): Map<string, number> {
  const start = css.indexOf(`${block} {`);
  const tokens = css
    .slice(start, css.indexOf('}', start))
    .matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g);
  return new Map(
    [...tokens].map(([, name = '', l, c, h]) => [name, luminance(Number(l), Number(c), Number(h))]),
  );
}

/** From OKLCH by way of linear sRGB, with the matrices of CSS Color 4. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const [red, green, blue] = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((part) => Math.min(1, Math.max(0, part))) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([':root', '.dark'])('text can be read in the theme %s', (block) => {
  const light = luminances(block);
  const contrast = (one: string, other: string) => {
    const [low = 0, high = 0] = [one, other]
      .map((name) => light.get(name) ?? Number.NaN)
      .sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  for (const paper of PAPERS) {
    for (const ink of INKS) {
      expect(contrast(ink, paper), `${ink} on ${paper}`).toBeGreaterThanOrEqual(TEXT);
    }
  }
  expect(contrast('primary-foreground', 'primary')).toBeGreaterThanOrEqual(TEXT);
  for (const edge of ['input', 'ring']) {
    expect(contrast(edge, 'card'), `${edge} on card`).toBeGreaterThanOrEqual(EDGE);
  }
});
