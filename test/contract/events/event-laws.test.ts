import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../src/domain/subject.js';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { EVENTS } from '../../../src/events/index.js';
import { createTranslator, LANGUAGES } from '../../../src/bot/translator.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { ALICE, BOB, aMergeRequest, at } from '../../support/builders.js';
import type { AnyChange } from './happenings/index.js';
import { detect, happeningOf, notificationOf } from './happened.js';

const translator = createTranslator();
const t = translator('en');

const READERS = (['gitlab', 'github'] as const).flatMap((forgeKind) =>
  LANGUAGES.map((language) => [forgeKind, language] as const),
);
const render = createRenderer(EVENTS, isWorthOffering);

const NOT_EVENTS = new Set(['render', 'rules', 'define-event.ts', 'index.ts']);

describe('the registry', () => {
  it('holds every definition that stands in the folder of its subject, under the name of its file', () => {
    const folders = readdirSync('src/events').filter((name) => !NOT_EVENTS.has(name));
    const files = folders.flatMap((folder) => readdirSync(join('src/events', folder)));

    expect(EVENTS.map(({ type }) => `${type}.ts`).sort()).toEqual(
      files.filter((file) => file !== 'index.ts').sort(),
    );
  });

  it('describes each in docs/events.md', () => {
    const rows = readFileSync('docs/events.md', 'utf8').split('\n');

    const described = EVENTS.filter(({ type }) => rows.some((row) => row.startsWith(`| \`${type}\` |`)));

    expect(described).toEqual(EVENTS);
  });
});

describe.each(EVENTS.map((definition) => [definition.type, definition] as const))(
  '%s',
  (_type, definition) => {
    const change = happeningOf(definition);

    it('happens', () => {
      expect(detect(definition, change)).toHaveLength(1);
    });

    it('does not happen between two equal looks', () => {
      const still = { before: change.after, after: change.after, isNew: false } as AnyChange;

      expect(detect(definition, still)).toEqual([]);
    });

    it('does not happen because the files that were touched become known', () => {
      const touched = { paths: ['src/main.ts'], isCut: false, headSha: 'b'.repeat(40) };
      const after = { ...change.after, touched };

      expect(detect(definition, { before: change.after, after, isNew: false } as AnyChange)).toEqual([]);
    });

    it('names the same occasion when it is asked again', () => {
      expect(detect(definition, change)).toEqual(detect(definition, change));
    });

    it('carries a time of the forge', () => {
      for (const { at: time } of detect(definition, change)) expect(Date.parse(time)).not.toBeNaN();
    });

    it.each(READERS)('has words on %s in %s, with nothing left open', (forgeKind, language) => {
      const notification = notificationOf(definition, forgeKind);
      const words = translator(language);

      const text = JSON.stringify([
        render.news([notification], false, words),
        render.news([notification], true, words),
        render.short(notification, words),
      ]);

      expect(text).not.toMatch(/\{\{|\}\}|event\.|card\.|reason\.|undefined|null/);
      expect(text).not.toContain('🔹');
    });

    it('stays itself when names and titles are hostile', () => {
      const notification = notificationOf(definition, 'gitlab');
      const hostile = '<b>$t(card.pipeline) {{who}} [x](http://evil) @all';
      const subject: Subject = rename(notification.event.subject, hostile);

      const message = render.news([{ ...notification, event: { ...notification.event, subject } }], false, t);

      const plain = message.lines.map((one) => JSON.stringify(one)).join('\n');
      expect(plain).toContain(JSON.stringify(hostile).slice(1, -1));
    });
  },
);

function rename(subject: Subject, title: string): Subject {
  if (subject.kind === 'comment' || subject.kind === 'thread-list')
    return { ...subject, on: { ...subject.on, title } };
  if (subject.kind === 'tag') return { ...subject, name: title };
  if (subject.kind === 'image') return { ...subject, tag: title };
  if (subject.kind === 'deployment') return { ...subject, environment: title };
  if (subject.kind === 'document-change')
    return { ...subject, files: [{ ...subject.files[0]!, path: title }] };
  return { ...subject, title };
}

describe('own doings', () => {
  it('are known as such by their actor', () => {
    const approval = aMergeRequest({
      author: BOB,
      reviews: [{ person: ALICE, state: 'approved', sha: null, at: at(5) }],
    });
    const definition = EVENTS.find(({ type }) => type === 'merge-request-approved')!;

    const [occurrence] = detect(definition, {
      before: aMergeRequest({ author: BOB }),
      after: approval,
      isNew: false,
    });

    expect(occurrence?.actor).toEqual(ALICE);
  });
});
