import { describe, expect, it } from '@jest/globals';
import { desksFor } from '../../../src/bot/desk/desk-of-visit.js';
import { type Desk, USUAL_DAILY_LIMIT } from '../../../src/domain/desk.js';
import { aProject, GITHUB, GITLAB, NOON } from '../../support/builders.js';
import { noDesks } from '../../support/no-desks.js';

const ADDRESS = { chatId: '42', topicId: null };

function aDesk(id: string, over: Partial<Desk> = {}): Desk {
  return {
    id,
    chatKey: `-${id}`,
    ownerId: '7',
    accountId: 'account',
    forge: GITLAB,
    project: aProject(),
    allowsPrivate: true,
    dailyLimit: USUAL_DAILY_LIMIT,
    pausedFor: null,
    absence: null,
    createdAt: NOON,
    ...over,
  };
}

async function offered(chatKind: 'private' | 'group', ...desks: readonly Desk[]): Promise<readonly string[]> {
  const stores = { desks: { ...noDesks, openToAll: () => Promise.resolve(desks) } };
  return (await desksFor({ stores }, { address: ADDRESS, chatKind })).map(({ id }) => id);
}

describe('the desks that a person may report to', () => {
  it('are those that take everybody, in private alone', async () => {
    const other = aDesk('2', { project: aProject({ id: '99' }) });

    expect(await offered('private', aDesk('1'), other)).toEqual(['1', '2']);
    expect(await offered('group', aDesk('1'), other)).toEqual([]);
  });

  it('are one for each project, where several groups have one: one that is at work', async () => {
    const resting = aDesk('1', { pausedFor: 'token' });

    expect(await offered('private', resting, aDesk('2'), aDesk('3'))).toEqual(['2']);
    expect(await offered('private', resting)).toEqual(['1']);
  });

  it('tell projects of two forges apart, whatever their numbers', async () => {
    const elsewhere = aDesk('2', { forge: GITHUB });

    expect(await offered('private', aDesk('1'), elsewhere)).toEqual(['1', '2']);
  });
});
