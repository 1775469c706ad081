import type { MergeRequestLook } from '../../domain/actions/look.js';
import { code, line, type Line } from '../../domain/message.js';
import type { ChangedFile, ChangesPage } from '../../domain/ports/forge-actions.js';
import type { Translate } from '../../domain/ports/translator.js';
import { viewOf } from '../../events/render/views.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';
import { sizeOf } from './confirm.js';
import type { Ground } from './errand.js';

/** More files than these are a number. */
const MOST_FILES = 15;
/** A message holds 4096 characters in all. */
const MOST_DIFF = 3_000;

const MARKS: Readonly<Record<ChangedFile['change'], string>> = {
  added: '🟢',
  changed: '🟡',
  renamed: '🔵',
  removed: '🔴',
};

export interface Seen {
  readonly look: MergeRequestLook;
  readonly changes: ChangesPage;
  readonly openThreads: number;
}

/** What one wants to know before one approves: how it stands, how much it is, and which files. */
export function summaryLines(t: Texts, { forge, project }: Ground, seen: Seen): readonly Line[] {
  const { look, changes, openThreads } = seen;
  const inForgeWords: Translate = (key, params) => (t as Translate)(key, { context: forge.kind, ...params });
  const view = viewOf(look.mergeRequest);
  const status = view.status?.(look.mergeRequest, inForgeWords);
  const shown = changes.files.slice(0, MOST_FILES);
  const more = (look.size?.files ?? changes.files.length) - shown.length;
  return [
    ...(status === undefined ? [] : [status]),
    ...view.lines(look.mergeRequest, { kind: forge.kind, project }, inForgeWords),
    sentence(t, `look.gate.${look.gate}`, { context: forge.kind }),
    ...(look.pipelineStatus === null
      ? []
      : [
          sentence(t, 'look.pipeline', {
            state: t(`act.state.pipeline-${look.pipelineStatus}`),
            context: forge.kind,
          }),
        ]),
    ...(openThreads === 0 ? [] : [line(t('look.threads', { count: openThreads }))]),
    ...(look.size === null ? [] : [line({ text: sizeOf(t, look.size), style: 'bold' })]),
    ...shown.map((file) => fileLine(t, file)),
    ...(more > 0 ? [line(t('look.more-files', { count: more }))] : []),
  ];
}

/** One file of the change, with the start of its diff. */
export function fileLines(
  t: Texts,
  file: ChangedFile,
  position: { at: number; of: number },
): readonly Line[] {
  const { diff } = file;
  const shown = diff === null ? null : cutAtLine(diff);
  return [
    line(t('look.position', position)),
    fileLine(t, file),
    ...(shown === null || shown === '' ? [line(t('look.no-diff'))] : [code(shown)]),
    ...(diff !== null && shown !== diff ? [line(t('look.diff-goes-on'))] : []),
  ];
}

function fileLine(t: Texts, { path, oldPath, change, additions, deletions }: ChangedFile): Line {
  const name = oldPath === null ? path : `${oldPath} → ${path}`;
  const counts =
    additions === null || deletions === null ? '' : ` ${t('act.confirm.lines', { additions, deletions })}`;
  return line(`${MARKS[change]} `, { text: name, style: 'code' }, counts);
}

function cutAtLine(diff: string): string {
  if (diff.length <= MOST_DIFF) return diff;
  const end = diff.lastIndexOf('\n', MOST_DIFF);
  return diff.slice(0, end === -1 ? MOST_DIFF : end);
}
