import { Composer } from 'telegraf';
import { nearestOf } from '../../domain/nearest-word.js';
import { line, type Button, type Line } from '../../domain/message.js';
import { inPairs } from '../../events/render/button-rows.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { GROUP_COMMANDS, OPERATOR_COMMANDS, type CommandName } from '../commands.js';
import { isOperator } from '../for-operators.js';
import { HELP_TOPICS, type HelpTopic } from '../help-topic.js';
import type { Texts } from '../translator.js';
import { phrase, sentence } from '../phrase.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** Every command but the two that whoever reads this has found. */
export const TOPICS = {
  see: ['todo', 'mrs', 'pipelines', 'log', 'look', 'stats', 'dashboard', 'record'],
  act: ['do', 'approve', 'merge', 'retry', 'run', 'cancel', 'comment', 'issue', 'close', 'reopen', 'history'],
  watch: ['watch', 'watches', 'unwatch', 'mute', 'filters', 'why'],
  when: ['digest', 'quiet', 'unmute', 'timezone', 'iam'],
  desk: ['report', 'tickets', 'desk'],
  you: ['token', 'accounts', 'settings', 'language', 'status', 'export', 'forget'],
  operators: OPERATOR_COMMANDS,
} as const satisfies Record<HelpTopic, readonly CommandName[]>;

/** Every command with what it is for, or those of one topic, and buttons for what people come for. */
export function helpFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('help', (turn) => explain(deps, turn)));
  composer.use(onPress('help-topic', (turn, { topic }) => explainTopic(deps, turn, topic)));
  return composer;
}

async function explain(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const asked = visit.command?.argument ?? '';
  const named = asked === '' ? null : topicOf(asked, t);
  if (named !== null) return explainTopic(deps, turn, named);
  const isGroup = visit.chatKind === 'group';
  const topics = await topicsFor(deps, turn);
  const run = (command: 'watch' | 'watches' | 'status') => ({
    label: t(`button.${command}`),
    action: encodePress({ kind: 'run', command }),
  });
  await talk.reply({
    lines: [
      ...(asked === '' ? [] : [sentence(t, 'help.no-topic')]),
      ...phrase(t, isGroup ? 'help.group' : 'help.private'),
      ...topics.flatMap((topic) => topicLines(t, topic, isGroup)),
      line(''),
      ...phrase(t, 'help.forms'),
    ],
    buttons: [
      ...topicButtons(t, topics),
      isGroup ? [run('watches')] : [run('watch'), run('watches'), run('status')],
    ],
  });
}

async function explainTopic(deps: BotDeps, turn: Turn, topic: HelpTopic): Promise<void> {
  const { visit, talk, t } = turn;
  const topics = await topicsFor(deps, turn);
  if (!topics.includes(topic)) return talk.answer(t('users.operators-only'));
  const [, ...lines] = topicLines(t, topic, visit.chatKind === 'group');
  await talk.show({ lines, buttons: topicButtons(t, topics) });
}

/** By its own name, by what its button says or by a command's name, a slip of the finger forgiven. */
export function topicOf(asked: string, t: Texts): HelpTopic | null {
  const word = asked.toLowerCase().replace(/^\//, '');
  const names = new Map<string, HelpTopic>();
  for (const topic of HELP_TOPICS) for (const name of TOPICS[topic]) names.set(name, topic);
  // Names of topics win over the same names of commands.
  for (const topic of HELP_TOPICS) names.set(t(`help.topic.${topic}`).toLowerCase(), topic).set(topic, topic);
  const best = nearestOf(word, [...names.keys()]);
  if (best === null || best.distance > Math.floor(best.word.length / 4)) return null;
  return names.get(best.word) ?? null;
}

async function topicsFor(deps: BotDeps, turn: Turn): Promise<readonly HelpTopic[]> {
  const runsIt = await isOperator(deps, turn);
  return HELP_TOPICS.filter((topic) => {
    if (topic === 'operators') return runsIt;
    return turn.visit.chatKind === 'private' || TOPICS[topic].some((name) => GROUP_COMMANDS.includes(name));
  });
}

function topicLines(t: Texts, topic: HelpTopic, isGroup: boolean): readonly Line[] {
  const commands = TOPICS[topic].filter((command) => !isGroup || GROUP_COMMANDS.includes(command));
  return [
    line(''),
    line({ text: t(`help.topic.${topic}`), style: 'bold' }),
    ...commands.map((command) =>
      line({ text: `/${command}`, style: 'command' }, ' – ', t(`command.${command}`)),
    ),
  ];
}

function topicButtons(t: Texts, topics: readonly HelpTopic[]): readonly (readonly Button[])[] {
  const buttons = topics.map((topic) => ({
    label: t(`help.topic.${topic}`),
    action: encodePress({ kind: 'help-topic', topic }),
  }));
  return inPairs(buttons);
}
