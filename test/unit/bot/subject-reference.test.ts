import { describe, expect, it } from '@jest/globals';
import { parseSubjectReference } from '../../../src/bot/acting/subject-reference.js';

describe('an issue that is named by its link', () => {
  it.each([
    ['an issue', 'https://gitlab.com/group/app/-/issues/5'],
    ['a note of it', 'https://gitlab.com/group/app/-/issues/5#note_7'],
    ['an incident', 'https://gitlab.com/group/app/-/issues/incident/5'],
    ['an incident with a tab open', 'https://gitlab.com/group/app/-/issues/incident/5/timeline'],
    ['a task', 'https://gitlab.com/group/app/-/work_items/5'],
    ['an issue of GitHub', 'https://github.com/owner/repo/issues/5'],
  ])('is known as %s', (_what, link) => {
    const kinds = { gitlab: ['issue'], github: ['issue'] };

    expect(parseSubjectReference(link)).toEqual({ project: link, number: '5', kinds });
  });

  it('is none where the link goes elsewhere', () => {
    expect(parseSubjectReference('https://gitlab.com/group/app/-/issues/incident')).toBeNull();
  });
});
