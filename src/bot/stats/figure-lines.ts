import type { ForgeKind } from '../../domain/forge.js';
import type { Line } from '../../domain/message.js';
import type { Figures } from '../../domain/project-figures.js';
import { formatDuration } from '../duration.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';

/** What was counted and how long it took, a line for each. */
export function figureLines(t: Texts, figures: Figures, context: ForgeKind): readonly Line[] {
  const { passed, failed, pipelineMs, merged, mergeMs, reviewed, reviewMs } = figures;
  const ended = passed + failed;
  const rate = Math.round((100 * passed) / ended);
  const took = (ms: number | null): string => (ms === null ? '?' : formatDuration(t, ms));
  const pipelines = { context, passed, ended, rate, duration: took(pipelineMs) };
  return [
    ended === 0
      ? sentence(t, 'stats.no-pipelines', { context })
      : sentence(t, pipelineMs === null ? 'stats.pipelines-bare' : 'stats.pipelines', pipelines),
    merged === 0
      ? sentence(t, 'stats.no-merges', { context })
      : sentence(t, 'stats.merges', { context, merged, duration: took(mergeMs) }),
    reviewed === 0
      ? sentence(t, 'stats.no-reviews')
      : sentence(t, 'stats.reviews', { reviewed, duration: took(reviewMs) }),
  ];
}
