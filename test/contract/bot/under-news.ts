import { isWorthOffering } from '../../../src/actions/foresee.js';
import { actionNamed } from '../../../src/actions/index.js';
import { subjectOf } from '../../../src/bot/acting/refresh-news.js';
import { createTranslator } from '../../../src/bot/translator.js';
import { actionBehind } from '../../../src/domain/actions/act-button.js';
import type { Look } from '../../../src/domain/actions/look.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { viewOf } from '../../../src/events/render/views.js';
import { anEvent, anEventNotification } from '../../support/builders.js';

const renderer = createRenderer(EVENTS, isWorthOffering);
const t = createTranslator()('en');

/** Names of actions. */
export interface UnderNews {
  /** What this reader finds under the message. */
  readonly shown: readonly string[];
  /** What there would be for somebody who may do everything. */
  readonly suits: readonly string[];
}

/** What news of it offer as it stands, which is no more than some of what the panel has. */
export function underNews(
  look: Look,
  told: Pick<EventNotification, 'forgeKind' | 'project' | 'reader'>,
): UnderNews {
  const subject = subjectOf(look);
  const event = anEvent({ projectId: told.project.id, subject });
  const news = anEventNotification({ ...told, event });
  const buttons = renderer.news([news], false, t).buttons ?? [];
  const names = buttons.flat().map((button) => ('action' in button ? actionBehind(button.action) : null));
  const suits = viewOf(subject).offers?.(subject, news.rule.reason, told.forgeKind) ?? [];
  return { shown: names.filter(isAction), suits: suits.filter(isAction) };
}

function isAction(name: string | null): name is string {
  return name !== null && actionNamed(name) !== null;
}
