import { describe, expect, it } from '@jest/globals';
import { isTold } from '../../../src/domain/event.js';
import { createTranslator } from '../../../src/bot/translator.js';
import type { Person } from '../../../src/domain/forge.js';
import type { Line } from '../../../src/domain/message.js';
import type { DocumentChange } from '../../../src/domain/subjects/document-change.js';
import type { Watch } from '../../../src/domain/watch.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { diffSubjects } from '../../../src/polling/diff-subjects.js';
import { type Delivery, routeEvent } from '../../../src/polling/route-event.js';
import { toHappening } from '../../../src/domain/judge-event.js';
import { ALICE, anEventNotification, aWatch, BOB, NOON } from '../../support/builders.js';
import { aChangedFile, aDocumentChange } from '../../support/some-documents.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);
const documents = { topic: 'documents', type: null } as const;

function eventOf(after: DocumentChange, viewer: Person = ALICE) {
  const onFault = ({ error }: { error: unknown }): never => {
    throw error;
  };
  return diffSubjects([{ before: null, after, isNew: true }], EVENTS, { viewer, onFault }).filter(isTold)[0];
}

function delivery(after: DocumentChange, watch: Partial<Watch>): Delivery | undefined {
  const event = eventOf(after);
  if (event === undefined) throw new Error('nothing happened');
  const moment = { now: NOON, serverAheadMs: null, baselineAt: null };
  return routeEvent(toHappening(event, null), [aWatch(watch)], moment)[0];
}

function filtered(filter: Partial<WatchFilter>): Partial<Watch> {
  return { level: 'custom', filter: { ...emptyFilter('participating'), on: [documents], ...filter } };
}

function told(after: DocumentChange, watch: Partial<Watch> = { level: 'team' }): readonly string[] {
  const rule = delivery(after, watch)?.rule;
  const event = eventOf(after);
  if (rule === undefined || event === undefined) return [];
  const notification = anEventNotification({ event, rule });
  return renderer.news([notification], false, t).lines.map(textOf);
}

function textOf(line: Line): string {
  if (line.kind !== 'text') return `> ${line.text}`;
  return line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

const path = (pattern: string) => ({ field: 'path', pattern }) as const;

describe('a change of documents', () => {
  it('is told at the levels team and all, and where a filter switches documents on', () => {
    const hearing = (['participating', 'team', 'all'] as const).filter(
      (level) => delivery(aDocumentChange(), { level }) !== undefined,
    );

    expect(hearing).toEqual(['team', 'all']);
    expect(delivery(aDocumentChange(), filtered({}))).toBeDefined();
  });

  it('is no news to the one who made it', () => {
    expect(eventOf(aDocumentChange(), BOB)).toBeUndefined();
  });

  it('is none where no document is among the files, at whatever level', () => {
    const code = aDocumentChange([aChangedFile('src/main.ts')]);

    expect(delivery(code, { level: 'all' })).toBeUndefined();
    expect(delivery(code, filtered({}))).toBeUndefined();
  });

  it('is of the files that a filter names, and of no other', () => {
    const both = aDocumentChange([aChangedFile('README.md'), aChangedFile('api/shop.yaml')]);

    expect(delivery(both, { level: 'team' })?.rule.paths).toEqual(['README.md']);
    expect(delivery(both, filtered({ include: [path('api/**')] }))?.rule).toMatchObject({
      paths: ['api/shop.yaml'],
      pass: { met: [path('api/**')] },
    });
    expect(delivery(both, filtered({ include: [path('web/**')] }))).toBeUndefined();
    expect(delivery(both, filtered({ exclude: [path('README*')] }))).toBeUndefined();
  });

  it('still has to meet the other rules of a filter', () => {
    const include = [path('README*'), { field: 'author', pattern: 'carol' } as const];

    expect(delivery(aDocumentChange(), filtered({ include }))).toBeUndefined();
  });
});

describe('the message about changed documents', () => {
  it('says which, by whom, with which merge request, and how it begins', () => {
    const files = [
      aChangedFile('README.md', { additions: 10, deletions: 1 }),
      aChangedFile('src/main.ts', { additions: 900 }),
      aChangedFile('docs/a.md', { fate: 'added', additions: 2, deletions: 0 }),
      aChangedFile('docs/b.md', { fate: 'deleted', additions: 0, deletions: 2 }),
      aChangedFile('docs/d.md', { fate: 'renamed', oldPath: 'docs/c.md', additions: 0, deletions: 0 }),
    ];
    const excerpt = { path: 'README.md', text: '-Old\n+New' };

    expect(told(aDocumentChange(files, { excerpt }))).toEqual([
      '📖 Docs changed on main',
      'README.md, docs/a.md (new), docs/b.md (deleted), docs/c.md → docs/d.md · acme/shop',
      '+12 −3 · Bob Baker · !7',
      '> -Old\n+New',
    ]);
  });

  it('names the first of many, and counts the others', () => {
    const files = Array.from({ length: 8 }, (_, index) => aChangedFile(`docs/${index}.md`));
    const names = 'docs/0.md, docs/1.md, docs/2.md, docs/3.md, docs/4.md';

    expect(told(aDocumentChange(files))[1]).toBe(`${names} and 3 more · acme/shop`);
    expect(told(aDocumentChange(files, { hasMoreFiles: true }))[1]).toBe(
      `${names}, and perhaps more · acme/shop`,
    );
  });

  it('leaves out what the forge does not tell', () => {
    const files = [aChangedFile('README.md', { additions: null, deletions: null })];
    const bare = { author: null, authorNames: [], mergeRequest: null, branch: null };

    expect(told(aDocumentChange(files, bare))).toEqual([
      '📖 Docs changed on the default branch',
      'README.md · acme/shop',
    ]);
  });

  it('shows no words of a file that the watch did not ask for', () => {
    const files = [aChangedFile('README.md'), aChangedFile('api/shop.yaml')];
    const change = aDocumentChange(files, { excerpt: { path: 'README.md', text: '+New' } });

    expect(told(change, filtered({ include: [path('api/**')] }))).not.toContain('> +New');
  });

  it('shows the first words of a file that the watch did ask for', () => {
    const files = [aChangedFile('README.md'), aChangedFile('api/shop.yaml')];
    const excerpts = [
      { path: 'src/main.ts', text: '+one' },
      { path: 'api/shop.yaml', text: '+paths: {}' },
    ];
    const change = aDocumentChange(files, { excerpt: { path: 'README.md', text: '+New' }, excerpts });

    expect(told(change, filtered({ include: [path('api/**')] })).at(-1)).toBe('> +paths: {}');
    expect(told(change).at(-1)).toBe('> +New');
  });

  it('begins with the file that names the reader, and shows its words', () => {
    const files = [aChangedFile('README.md'), aChangedFile('docs/team.md')];
    const change = aDocumentChange(files, {
      excerpt: { path: 'README.md', text: '+New' },
      excerpts: [{ path: 'docs/team.md', text: '+Ask @alice' }],
      namedIn: [{ path: 'docs/team.md', names: ['alice'] }],
    });

    const lines = told(change);

    expect(lines[1]).toBe('docs/team.md, README.md · acme/shop');
    expect(lines.at(-1)).toBe('> +Ask @alice');
  });

  it('is not called one of documents where there are none', () => {
    const change = aDocumentChange([aChangedFile('api/shop.yaml')]);

    expect(told(change, filtered({ include: [path('api/**')] }))[0]).toBe('📖 Files changed on main');
  });

  it('says that history was rewritten, with the files or without', () => {
    const rewritten = { isRewritten: true };

    expect(told(aDocumentChange([aChangedFile('README.md')], rewritten))).toContain(
      'Its history was rewritten',
    );
    expect(told(aDocumentChange([], rewritten)).slice(0, 2)).toEqual([
      '📖 The history of main was rewritten',
      'Which files differ is not known · acme/shop',
    ]);
  });
});
