import { Composer } from 'telegraf';
import type { ActionRecord } from '../../domain/actions/action-record.js';
import type { TargetKind } from '../../domain/actions/look.js';
import { line, type Line, type Message } from '../../domain/message.js';
import { labelOfDeed } from '../acting/ground.js';
import { keptWords, whyWords } from '../acting/outcome-text.js';
import { issueLabel } from '../../events/render/issue-view.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { isOperator } from '../for-operators.js';
import { formatDuration } from '../duration.js';
import { sentence } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

const PAGE = 10;

/** `/history`: what was done to forges from here. A person sees their own, the operator everybody's, without any content; in private, because it names projects that others may not see. */
export function historyFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('history', async (turn) => turn.talk.reply(await historyMessage(deps, turn, null))));
  composer.use(
    onPress('history', async (turn, { before }) => {
      const { talk, t, visit } = turn;
      if (visit.chatKind !== 'private') return talk.answer(t('group.private-only'));
      await talk.show(await historyMessage(deps, turn, before));
    }),
  );
  return composer;
}

async function historyMessage(deps: BotDeps, turn: Turn, before: string | null): Promise<Message> {
  const { visit, t } = turn;
  const seesAll = await isOperator(deps, turn);
  const personId = seesAll ? null : visit.visitor.id;
  const records = await deps.stores.actions.history({ personId, before, limit: PAGE + 1 });
  if (records.length === 0) return { lines: [sentence(t, 'history.none')] };
  const shown = records.slice(0, PAGE);
  const last = shown.at(-1);
  const rows = shown.map((record) => row(t, record, deps.clock(), seesAll));
  const more = { label: t('button.next'), action: encodePress({ kind: 'history', before: last?.id ?? '' }) };
  return {
    lines: [sentence(t, seesAll ? 'history.title-all' : 'history.title'), ...rows],
    ...(records.length > PAGE ? { buttons: [[more]] } : {}),
  };
}

function row(t: Texts, record: ActionRecord, now: Date, namesPerson: boolean): Line {
  const { project, forge, startedAt, personName } = record;
  const context = forge.kind;
  const what = t(`act.name.${record.action}` as TextKey, { context });
  const it = nameOf(t, record);
  const place = { text: project.path, href: project.url };
  const params = { when: formatDuration(t, now.getTime() - startedAt.getTime()), what, it, project: place };
  const told = namesPerson
    ? sentence(t, it === '' ? 'history.row-new-of' : 'history.row-of', { ...params, who: personName })
    : sentence(t, it === '' ? 'history.row-new' : 'history.row', params);
  const end = endOf(t, record);
  return end === '' ? told : line(...told.spans, ` · ${end}`);
}

/** How it ended, and why; empty where it was done, and nothing more is to be said. */
function endOf(t: Texts, { result, code, receipt }: ActionRecord): string {
  if (receipt?.keptBranch !== undefined) return t('history.kept-branch', keptWords(t, receipt.keptBranch));
  if (result === null || result === 'done') return '';
  const why = whyWords(t, code);
  return why === '' ? t(`history.result.${result}`) : `${t(`history.result.${result}`)}: ${why}`;
}

/** What an action without a target makes. */
const MADE: Readonly<Record<string, TargetKind>> = { 'create-issue': 'issue', 'run-pipeline': 'pipeline' };

/** What it was done to, or what it made; empty where that is not known. */
function nameOf(t: Texts, record: ActionRecord): string {
  const { action, forge, target, receipt } = record;
  const context = forge.kind;
  if (target !== null) {
    const label = labelOfDeed(record);
    return label === null ? '' : t(`act.it.${target.kind}`, { label, context });
  }
  const made = MADE[action];
  const madeId = receipt?.id ?? null;
  const isNameless = made === undefined || madeId === null || (made === 'pipeline' && context === 'github');
  return isNameless ? '' : t(`act.it.${made}`, { label: issueLabel(madeId), context });
}
