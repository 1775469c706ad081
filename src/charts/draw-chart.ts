import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { init, setPlatformAPI } from 'echarts/dist/echarts.esm.min';
import type { Chart } from '../domain/chart.js';
import { chartOption, FONT_FAMILY, heightOf, WIDTH } from './chart-option.js';

/** Of the picture. Telegram shows photos up to 1280 pixels a side without making them smaller. */
const PIXELS = 1040;

const find = createRequire(import.meta.url);
// Without a canvas ECharts takes every letter beyond ASCII to be as wide as it is high.
setPlatformAPI({ measureText: (text, font) => ({ width: text.length * sizeOf(font) * 0.56 }) });
await initWasm(readFileSync(find.resolve('@resvg/resvg-wasm/index_bg.wasm')));

/** Loading this costs as much as the drawing of several charts: `chart-process` does it apart. Equal charts are equal PNGs. */
export function drawChart(chart: Chart): Uint8Array {
  const renderer = new Resvg(toSvg(chart), {
    fitTo: { mode: 'width', value: PIXELS },
    font: { fontBuffers: fonts(), defaultFontFamily: FONT_FAMILY, loadSystemFonts: false },
  });
  try {
    return renderer.render().asPng();
  } finally {
    renderer.free();
  }
}

function toSvg(chart: Chart): string {
  const canvas = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: heightOf(chart) });
  try {
    canvas.setOption(chartOption(chart));
    return canvas.renderToSVGString();
  } finally {
    canvas.dispose();
  }
}

function sizeOf(font: string | undefined): number {
  return Number(/([\d.]+)px/.exec(font ?? '')?.[1] ?? 12);
}

/** Files with the letters of all the languages here: it is by files that a missing letter is looked for, not by weights. */
function fonts(): Uint8Array[] {
  return ['400Regular/Inter_400Regular', '700Bold/Inter_700Bold'].map((name) =>
    readFileSync(find.resolve(`@expo-google-fonts/inter/${name}.ttf`)),
  );
}
