import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { Line } from '../../../../src/domain/message.js';
import type { WikiAction, WikiEdit } from '../../../../src/domain/subjects/wiki-page.js';
import { isWorthOffering } from '../../../../src/actions/foresee.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import { aWikiEdit, aWikiPage } from '../../../support/a-wiki-page.js';
import { anEvent, anEventNotification } from '../../../support/builders.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);

function told(over: Partial<WikiEdit>): readonly Line[] {
  const edit = aWikiEdit(over);
  const event = anEvent({ type: `wiki-page-${edit.action}`, subject: aWikiPage({ edit }), reason: null });
  const notification = anEventNotification({ event });
  expect(renderer.card(notification, t)).toBeNull();
  return renderer.news([{ ...notification, rule: { ...notification.rule, reason: null } }], false, t).lines;
}

function textOf(line: Line | undefined): string {
  if (line?.kind !== 'text') return line?.text ?? '';
  return line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

describe('the message about a wiki page', () => {
  it.each<[WikiAction, string, string]>([
    ['created', 'Bob Baker created the wiki page Setup', 'Wiki page Setup was created'],
    ['edited', 'Bob Baker edited the wiki page Setup', 'Wiki page Setup was edited'],
    ['renamed', 'Bob Baker renamed the wiki page Install to Setup', 'Wiki page Install was renamed to Setup'],
    ['deleted', 'Bob Baker deleted the wiki page Setup', 'Wiki page Setup was deleted'],
  ])('that was %s names who did it where that is known', (action, known, unknown) => {
    const edit = { action, formerTitle: 'Install' };

    expect(textOf(told(edit)[0])).toBe(`📖 ${known}`);
    expect(textOf(told({ ...edit, author: null })[0])).toBe(`📖 ${unknown}`);
  });

  it('shows how much changed, and the first of it', () => {
    const [, page, diff] = told({});

    expect(textOf(page)).toBe('Setup · acme/shop · +3 −1');
    expect(diff).toEqual({ kind: 'code', text: '- Run make.\n+ Run npm ci.' });
  });

  it('says of a page of a group whose it is', () => {
    const page = aWikiPage({ group: 'acme/web', edit: aWikiEdit({ diff: null }) });
    const event = anEvent({ type: 'wiki-page-edited', subject: page, reason: null });
    const { lines } = renderer.news([anEventNotification({ event })], false, t);

    expect(lines.map(textOf)).toContain('Setup · group acme/web');
  });

  it('shows the page alone where nothing is known of its text', () => {
    expect(told({ diff: null }).slice(1).map(textOf)).toEqual(['Setup · acme/shop']);
  });
});
