import { expect, it } from '@jest/globals';
import { noteUndone } from '../../../src/actions/note-undone.js';
import type { Deed } from '../../../src/domain/actions/action-record.js';
import { DAY } from '../../../src/domain/time.js';
import { aProject, NOON } from '../../support/builders.js';
import { FakeActionStore } from '../../support/fake-action-store.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

const DEED: Deed = {
  requestKey: 'press 1',
  personId: '42',
  personName: 'Alice',
  forge: { kind: 'gitlab', url: 'https://gitlab.example.com' },
  login: 'alice',
  project: aProject(),
  target: { kind: 'merge-request', number: '12' },
  action: 'merge',
  detail: {},
};

it('what was not done is written once a day for each person, subject, action and reason', async () => {
  const records = new FakeActionStore();
  const note = (over: Partial<Deed> = {}, code = 'head-moved', days = 0): Promise<void> => {
    const clock = (): Date => new Date(NOON.getTime() + days * DAY);
    const deps = { records, logger: createMemoryLogger(), clock };
    return noteUndone(deps, { ...DEED, ...over }, { result: 'refused', code });
  };

  for (const requestKey of ['press 1', 'press 2', 'press 3']) await note({ requestKey });
  expect(records.rows).toHaveLength(1);
  expect(records.rows[0]).toMatchObject({ action: 'merge', result: 'refused', code: 'head-moved' });

  await note({ personId: '43' });
  await note({ action: 'approve' });
  await note({ target: { kind: 'merge-request', number: '13' } });
  await note({}, 'conflict');
  await note({}, 'head-moved', 1);
  expect(records.rows).toHaveLength(6);
  expect(await records.find('press 1')).toBeNull();
});
