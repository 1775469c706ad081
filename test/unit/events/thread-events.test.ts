import { describe, expect, it } from '@jest/globals';
import { isTold } from '../../../src/domain/event.js';
import { createTranslator } from '../../../src/bot/translator.js';
import type { ForgeKind, Person } from '../../../src/domain/forge.js';
import type { Line } from '../../../src/domain/message.js';
import type { ReviewThread, ThreadList } from '../../../src/domain/subjects/thread-list.js';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { diffSubjects } from '../../../src/polling/diff-subjects.js';
import { aThread, aThreadList } from '../../support/a-thread-list.js';
import { ALICE, anEventNotification, at, BOB, CAROL } from '../../support/builders.js';

function resolved(by: Person | null, over: Partial<ReviewThread> = {}): ReviewThread {
  return aThread({ resolution: { by, at: at(90) }, ...over });
}

function tell(before: ThreadList | null, after: ThreadList, isNew = false) {
  const onFault = ({ error }: { error: unknown }): never => {
    throw error;
  };
  return diffSubjects([{ before, after, isNew }], EVENTS, { viewer: ALICE, onFault }).filter(isTold);
}

/** From the usual list with these threads to one with those. */
function between(before: readonly ReviewThread[], after: readonly ReviewThread[]) {
  return tell(aThreadList({ threads: before }), aThreadList({ threads: after, updatedAt: at(120) }));
}

describe('a thread', () => {
  it('is told when somebody else resolved it', () => {
    expect(between([aThread()], [resolved(BOB)])).toMatchObject([
      { type: 'thread-resolved', actor: BOB, at: at(90), reason: 'participant', topic: 'talk' },
    ]);
  });

  it('on the reader’s merge request concerns them without a word of theirs', () => {
    const [event] = between([aThread({ isReaders: false })], [resolved(BOB, { isReaders: false })]);

    expect(event?.reason).toBe('author');
  });

  it('is silent when the reader resolved it, when it was opened again, and at first sight', () => {
    expect(between([aThread()], [resolved(ALICE)])).toEqual([]);
    expect(between([resolved(BOB)], [aThread()])).toEqual([]);
    expect(tell(null, aThreadList({ threads: [resolved(BOB)] }))).toEqual([]);
  });

  it('is told again when it was opened and resolved once more', () => {
    const again = resolved(BOB, { resolution: { by: BOB, at: at(200) } });
    const [first] = between([aThread()], [resolved(BOB)]);
    const [second] = between([aThread()], [again]);

    expect(first?.key).not.toBe(second?.key);
    expect(between([resolved(ALICE)], [again])).toHaveLength(1);
  });

  it('that came and went since the last look is told, and one that was resolved before the reader joined it is not', () => {
    const young = resolved(BOB, { id: 't2', createdAt: at(80) });
    const old = resolved(BOB, { id: 't3', createdAt: at(10) });

    expect(between([aThread()], [aThread(), young])).toHaveLength(1);
    expect(between([aThread()], [aThread(), old])).toEqual([]);
    expect(tell(null, aThreadList({ threads: [young] }), true)).toHaveLength(1);
  });
});

describe('threads resolved between two looks', () => {
  it('are told together for each person who did it', () => {
    const before = ['t1', 't2', 't3'].map((id) => aThread({ id }));
    const after = [
      resolved(BOB, { id: 't1' }),
      resolved(CAROL, { id: 't2' }),
      resolved(BOB, { id: 't3', resolution: { by: BOB, at: at(95) } }),
    ];

    expect(between(before, after).map(({ actor, details, at: time }) => [actor, details, time])).toEqual([
      [BOB, { threads: ['t1', 't3'] }, at(95)],
      [CAROL, { threads: ['t2'] }, at(90)],
    ]);
  });

  it('are told apart from internal ones, which are not for everybody, and each told by itself', () => {
    const internal = ['t2', 't3'].map((id) => ({ id, isInternal: true as const }));
    const before = [aThread(), ...internal.map(aThread)];
    const after = [resolved(BOB), ...internal.map((thread) => resolved(BOB, thread))];

    expect(between(before, after).map(({ details }) => details)).toEqual([
      { threads: ['t1'] },
      { threads: ['t2'] },
      { threads: ['t3'] },
    ]);
  });
});

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);

function textsOf(after: readonly ReviewThread[], forgeKind: ForgeKind = 'gitlab'): readonly string[] {
  const before = after.map((thread) => ({ ...thread, resolution: null }));
  const [event] = between(before, after);
  const { rule } = anEventNotification();
  const notification = anEventNotification({
    forgeKind,
    event: event!,
    rule: { ...rule, reason: event!.reason },
  });
  return renderer.news([notification], false, t).lines.map(textOf);
}

function textOf(line: Line): string {
  if (line.kind !== 'text') return line.text;
  return line.spans
    .map((span) =>
      typeof span === 'string' ? span : `${span.text}${span.href === undefined ? '' : ` <${span.href}>`}`,
    )
    .join('');
}

describe('the message of resolved threads', () => {
  it('links to the thread by what the reader wrote in it, on one line', () => {
    expect(textsOf([resolved(BOB, { words: 'Why is\n\nthis here?' })])).toEqual([
      '🆗 Bob Baker resolved a thread',
      `Why is this here? <${aThread().url}>`,
      `!12 Add the basket <${aThreadList().url}> · acme/shop`,
      'You took part in the thread',
    ]);
  });

  it('counts several, and links to five of them', () => {
    const threads = Array.from({ length: 7 }, (_, index) =>
      resolved(BOB, { id: `t${index}`, words: `${index}` }),
    );

    const [headline, ...lines] = textsOf(threads);

    expect(headline).toBe('🆗 Bob Baker resolved 7 threads');
    expect(lines.slice(0, 6).map((line) => line.split(' <')[0])).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      'and 2 more threads',
    ]);
  });

  it('speaks of conversations on GitHub, and names nobody where nobody is known', () => {
    expect(textsOf([resolved(BOB)], 'github')[0]).toBe('🆗 Bob Baker resolved a conversation');
    expect(textsOf([resolved(null)])[0]).toBe('🆗 A thread was resolved');
    expect(textsOf([resolved(BOB, { words: ' ' })], 'github')[1]).toMatch(/^Conversation </);
  });
});
