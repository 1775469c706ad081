import { describe, expect, it } from '@jest/globals';
import type { ChatKind } from '../../../src/domain/chat.js';
import type { Subject } from '../../../src/domain/subject.js';
import { anIssue } from '../../support/an-issue.js';
import {
  aChat,
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aWatch,
} from '../../support/builders.js';
import { createDeliveryScene, EVENING, MORNING, NIGHT } from '../../support/delivery-scene.js';

const ISSUE = anIssue();
const ON_ISSUE = aComment({ on: { ...aComment().on, kind: 'issue', id: ISSUE.id, isConfidential: false } });

/** A chat that was owed an issue and what was said on it while everybody could read both. */
function owing(kind: ChatKind): ReturnType<typeof createDeliveryScene> {
  const scene = createDeliveryScene(EVENING, aChat({ kind }));
  scene.store.watches.set('watch-1', aWatch({ level: 'all' }));
  const owe = (type: 'issue-opened' | 'comment-added', subject: Subject): void => {
    const topic = type === 'comment-added' ? 'talk' : 'issues';
    scene.store.owe(anEventNotification({ event: anEvent({ type, topic, subject }) }));
  };
  owe('issue-opened', ISSUE);
  owe('comment-added', ON_ISSUE);
  return scene;
}

const statesIn = ({ store }: ReturnType<typeof createDeliveryScene>): readonly string[] =>
  store.rows.map(({ state }) => state);

const HIDDEN = anIssue({ isConfidential: true });

describe('an issue that becomes confidential before it is told', () => {
  it('is told in no group, nor is what is said on it', async () => {
    const scene = owing('group');
    scene.store.seen.set('issue:800', HIDDEN);

    await scene.pass(3);

    expect(statesIn(scene)).toEqual(['withdrawn', 'withdrawn']);
    expect(scene.channel.shown).toEqual([]);
  });

  it('is not told in a group again where its sending was cut off', async () => {
    const scene = owing('group');
    for (const row of scene.store.rows) row.message = { ...row.message, startedAttempts: 1 };
    scene.store.seen.set('issue:800', HIDDEN);

    await scene.pass(3);

    expect(statesIn(scene)).toEqual(['withdrawn', 'withdrawn']);
    expect(scene.channel.shown).toEqual([]);
  });

  it('is in no summary of a group after quiet hours', async () => {
    const scene = owing('group');
    scene.store.prefer(NIGHT);
    scene.store.owe(
      anEventNotification({
        event: anEvent({ type: 'merge-request-ready', topic: 'merge-requests', subject: aMergeRequest() }),
      }),
    );
    await scene.pass(2);
    scene.store.seen.set('issue:800', HIDDEN);
    scene.clock.set(MORNING);

    await scene.pass(4);

    expect(statesIn(scene)).toEqual(['withdrawn', 'withdrawn', 'sent']);
    expect(scene.channel.shown.map(({ text }) => text).join(' ')).not.toContain(ISSUE.title);
  });

  it('is told in the own chat of whoever reads it', async () => {
    const scene = owing('private');
    scene.store.seen.set('issue:800', HIDDEN);

    await scene.pass(3);

    expect(statesIn(scene)).toEqual(['sent', 'sent']);
  });

  it('is told in the group where it is open to all still', async () => {
    const scene = owing('group');
    scene.store.seen.set('issue:800', ISSUE);

    await scene.pass(3);

    expect(statesIn(scene)).toEqual(['sent', 'sent']);
  });
});
