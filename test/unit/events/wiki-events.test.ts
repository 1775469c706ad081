import { describe, expect, it } from '@jest/globals';
import { isTold } from '../../../src/domain/event.js';
import type { Person } from '../../../src/domain/forge.js';
import type { WikiAction } from '../../../src/domain/subjects/wiki-page.js';
import { EVENTS } from '../../../src/events/index.js';
import { diffSubjects, type SubjectChange } from '../../../src/polling/diff-subjects.js';
import { ALICE, at, BOB } from '../../support/builders.js';
import { aWikiEdit, aWikiPage } from '../../support/a-wiki-page.js';

function eventsOf(change: SubjectChange, viewer: Person = ALICE): ReturnType<typeof diffSubjects> {
  const onFault = ({ error }: { error: unknown }): never => {
    throw error;
  };
  return diffSubjects([change], EVENTS, { viewer, onFault }).filter(isTold);
}

const edited = (version: string) => aWikiPage({ edit: aWikiEdit({ version }), updatedAt: at(60) });

describe('a wiki page', () => {
  it.each(['created', 'edited', 'renamed', 'deleted'] as const satisfies readonly WikiAction[])(
    'that was %s is told as that alone, to the team',
    (action) => {
      const after = aWikiPage({ edit: aWikiEdit({ action }) });

      expect(eventsOf({ before: null, after, isNew: false })).toMatchObject([
        { type: `wiki-page-${action}`, isTeamNews: true, reason: null, actor: BOB },
      ]);
    },
  );

  it('that was there at the first look is no news', () => {
    expect(eventsOf({ before: null, after: aWikiPage(), isNew: true })).toEqual([]);
  });

  it('is told again when it is edited again', () => {
    const [first] = eventsOf({ before: aWikiPage(), after: edited('1'), isNew: false });
    const [second] = eventsOf({ before: edited('1'), after: edited('2'), isNew: false });

    expect(first?.key).not.toBe(second?.key);
  });

  it('of which something else moved since its last edit is not told again', () => {
    const after = { ...edited('1'), url: 'https://gitlab.example.com/acme/store/-/wikis/setup' };

    expect(eventsOf({ before: edited('1'), after, isNew: false })).toEqual([]);
  });

  it('is no news to who edited it', () => {
    expect(eventsOf({ before: aWikiPage(), after: edited('1'), isNew: false }, BOB)).toEqual([]);
  });
});
