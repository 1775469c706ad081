import { describe, expect, it } from '@jest/globals';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { createTranslator, LANGUAGES } from '../../../src/bot/translator.js';
import { type Line, plainText, type Span } from '../../../src/domain/message.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Translate } from '../../../src/domain/ports/translator.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { notificationOf } from './happened.js';

const render = createRenderer(EVENTS, isWorthOffering);
const translator = createTranslator();
const READERS = (['gitlab', 'github'] as const).flatMap((forgeKind) =>
  LANGUAGES.map((language) => [forgeKind, language] as const),
);

/** Two lines on a phone, and four where people name things at length. */
const USUAL = 160;
const MOST = 300;

/** Whatever people write or call things. */
const FREE_TEXTS = new Set([
  ...['title', 'name', 'body', 'words', 'notes', 'branch', 'ref', 'sourceBranch', 'targetBranch', 'tag'],
  ...[
    'environment',
    'path',
    'oldPath',
    'labels',
    'formerTitle',
    'approver',
    'stage',
    'authorNames',
    'assets',
  ],
]);
const ENDLESS = ` ${'🚀 endless\n'.repeat(200)}`;

/** The same, with every such text far longer than anybody reads. */
function lengthened<T>(value: T, isFree = false): T {
  if (typeof value === 'string') return (isFree ? `${value}${ENDLESS}` : value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => lengthened(one, isFree)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    lengthened<unknown>(one, FREE_TEXTS.has(key)),
  ]);
  return Object.fromEntries(entries) as T;
}

function endless(notification: EventNotification): EventNotification {
  const { project, event } = notification;
  const { subject, actor, details } = event;
  return {
    ...notification,
    project: lengthened(project),
    event: { ...event, ...lengthened({ subject, actor, details }) },
  };
}

function fullTextOf(notification: EventNotification, t: Translate): string {
  return render.news([notification], false, t).lines.map(plainText).join('\n');
}

function spansOf(line: Line): readonly Span[] {
  return line.kind === 'text' ? line.spans : [];
}

function textOf(span: Span): string {
  return (typeof span === 'string' ? span : span.text).trim();
}

function linksIn(line: Line): readonly string[] {
  return spansOf(line).flatMap((span) => (typeof span === 'string' || !span.href ? [] : [span.href]));
}

describe.each(EVENTS.map((definition) => [definition.type, definition] as const))(
  '%s',
  (_type, definition) => {
    it.each(READERS)('is short in its short form, on %s in %s', (forgeKind, language) => {
      const told = notificationOf(definition, forgeKind);
      const short = plainText(render.short(told, translator(language)));

      expect(short).not.toContain('\n');
      expect(short.length).toBeLessThanOrEqual(USUAL);
    });

    it.each(READERS)('stays short however long what people wrote is, on %s in %s', (forgeKind, language) => {
      const told = endless(notificationOf(definition, forgeKind));
      const short = plainText(render.short(told, translator(language)));

      expect(short).not.toContain('\n');
      expect(short.length).toBeLessThanOrEqual(MOST);
      expect(short).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    });

    it.each(READERS)('says all of that, and where, in its full form, on %s in %s', (forgeKind, language) => {
      const t = translator(language);
      const told = notificationOf(definition, forgeKind);
      const { lines } = render.news([told], false, t);

      const full = fullTextOf(told, t);

      const missing = spansOf(render.short(told, t))
        .map(textOf)
        .filter((text) => !full.includes(text));
      expect(missing).toEqual([]);
      expect(full).toContain(told.project.path);
      expect(lines.flatMap(linksIn)).toContain(told.event.subject.url);
      expect(lines.length).toBeGreaterThan(1);
    });

    it('leads to what it is about in its short form, however long', () => {
      const told = notificationOf(definition, 'gitlab');

      for (const one of [told, endless(told)]) {
        expect(linksIn(render.short(one, translator('en')))).toContain(told.event.subject.url);
      }
    });
  },
);
