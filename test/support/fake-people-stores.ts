import { chatKey } from '../../src/domain/chat.js';
import type { PeopleStores } from '../../src/domain/ports/people-store.js';
import type { Watch } from '../../src/domain/watch.js';
import { noDesks } from './no-desks.js';
import { noDigests } from './no-digests.js';

import { closed, closedOrNull, FakePeopleRows } from './fake-people-rows.js';

/** The stores of one installation in memory, open for a look. */
export class FakePeopleStores extends FakePeopleRows {
  readonly stores: PeopleStores = {
    actions: this.actions,
    timeline: this.timeline,
    digests: noDigests,
    mentions: this.mentions,
    mutes: this.mutes,
    passes: this.passes,
    desks: noDesks,
    preferences: this.preferences,
    strangers: this.strangers,
    invites: this.invites,
    members: {
      find: (id) => Promise.resolve(this.people.get(id) ?? null),
      save: (member) => {
        const chosenLanguage = this.people.get(member.id)?.chosenLanguage ?? null;
        this.people.set(member.id, { ...member, chosenLanguage });
        return Promise.resolve();
      },
      chooseLanguage: (id, chosenLanguage) => {
        const member = this.people.get(id);
        if (member !== undefined) this.people.set(id, { ...member, chosenLanguage });
        return Promise.resolve();
      },
      see: (id, now) => Promise.resolve(void this.seen.set(id, now)),
      list: () => Promise.resolve([...this.people.values()].map((member) => this.summary(member))),
      collect: (id) => Promise.resolve({ person: [this.people.get(id)] }),
      revoke: (id) => Promise.resolve(this.revoke(id)),
      hasOperator: () => Promise.resolve([...this.people.values()].some((member) => member.isOperator)),
      forget: (id) => Promise.resolve(this.forget(id)),
    },
    accounts: {
      link: ({ personId, forge, identity, secret, now }) => {
        const known = [...this.accountRows.values()].find(
          (row) =>
            row.personId === personId && row.forge.url === forge.url && row.user.id === identity.user.id,
        );
        const id = known?.id ?? this.id('account');
        const account = {
          id,
          personId,
          forge,
          user: identity.user,
          token: identity.token,
          state: 'active' as const,
          linkedAt: now,
        };
        this.accountRows.set(id, { ...account, secret });
        return Promise.resolve({ account, isNew: known === undefined });
      },
      listOf: (personId) =>
        Promise.resolve(
          [...this.accountRows.values()].filter((row) => row.personId === personId).map(closed),
        ),
      listIds: () => Promise.resolve([...this.accountRows.keys()]),
      find: (id) => Promise.resolve(closedOrNull(this.accountRows.get(id))),
      open: (id) => Promise.resolve(this.accountRows.get(id) ?? null),
      remove: (id) => {
        this.removeAccount(id);
        return Promise.resolve();
      },
    },
    watches: {
      put: ({ chatKey: key, accountId, project, level, isConfirmed, now }) => {
        const known = [...this.watchRows.values()].find(
          (row) => row.chatKey === key && row.accountId === accountId && row.projectId === project.id,
        );
        const id = known?.id ?? this.id('watch');
        const watch: Watch = known
          ? { ...known, level, filter: null }
          : {
              id,
              chatKey: key,
              accountId,
              projectId: project.id,
              level,
              filter: null,
              isConfirmed,
              mutedUntil: null,
              createdAt: now,
            };
        this.watchRows.set(id, { ...watch, project });
        this.beforeMute.delete(id);
        return Promise.resolve({ watch, isNew: known === undefined });
      },
      find: (id) => Promise.resolve(this.watched(this.watchRows.get(id))),
      listOfChat: (key) => Promise.resolve(this.watches((row) => this.isHeardIn(key, row.chatKey))),
      listOfAccount: (id) => Promise.resolve(this.watches((row) => row.accountId === id)),
      setLevel: (id, level) => this.setLevel(id, level),
      setFilter: (id, filter) => this.change(id, { level: 'custom', filter }),
      mute: (id, mutedUntil) => this.change(id, { mutedUntil }),
      unmute: (id, level) => this.unmute(id, level),
      confirm: (id) => this.change(id, { isConfirmed: true }),
      noteRole: (accountId, projectId, role) => {
        this.roles.set(`${accountId} ${projectId}`, role);
        return Promise.resolve();
      },
      roleOf: (accountId, projectId) => Promise.resolve(this.roles.get(`${accountId} ${projectId}`) ?? null),
      remove: (id) => {
        this.watchRows.delete(id);
        return Promise.resolve();
      },
    },
    feeds: {
      reconcile: (accountId, plan) => {
        this.feedPlans.set(accountId, plan);
        return Promise.resolve();
      },
      wake: (accountId, wakes) => {
        this.wakes.push(...wakes.map(({ kind, projectId }) => `${accountId} ${kind} ${projectId ?? 'own'}`));
        return Promise.resolve();
      },
      wakeAll: (accountId) => {
        this.woken.push(accountId);
        return Promise.resolve();
      },
      listOf: (accountId) => Promise.resolve(this.feedRows.get(accountId) ?? []),
      overview: () => Promise.resolve([]),
    },
    chats: {
      save: ({ address, kind, title, language = null }) => {
        const key = chatKey(address);
        const topics = [...this.chatRows.values()].filter(({ chatId }) => chatId === address.chatId);
        const chat = {
          ...address,
          key,
          kind,
          title,
          language: this.chatRows.get(key)?.language ?? topics[0]?.language ?? language,
          isReachable: true,
        };
        this.chatRows.set(chat.key, chat);
        return Promise.resolve(chat);
      },
      find: (key) => Promise.resolve(this.chatRows.get(key) ?? null),
      chooseLanguage: (chatId, language) => {
        for (const chat of this.chatRows.values()) {
          if (chat.chatId === chatId) this.chatRows.set(chat.key, { ...chat, language });
        }
        return Promise.resolve();
      },
      markUnreachable: (chatId) => {
        for (const chat of this.chatRows.values()) {
          if (chat.chatId === chatId) this.chatRows.set(chat.key, { ...chat, isReachable: false });
        }
        return Promise.resolve();
      },
      listGroups: () =>
        Promise.resolve(
          [...this.chatRows.values()].flatMap(({ kind, chatId, topicId, language }) =>
            kind === 'group' && topicId === null && language !== null ? [{ chatId, language }] : [],
          ),
        ),
      reopenTopic: (key) => {
        this.reopenedTopics.push(key);
        return Promise.resolve();
      },
      move: (from, to) => {
        for (const chat of [...this.chatRows.values()]) {
          if (chat.chatId !== from) continue;
          this.chatRows.delete(chat.key);
          const moved = { ...chat, chatId: to, key: chatKey({ ...chat, chatId: to }) };
          this.chatRows.set(moved.key, moved);
        }
        return Promise.resolve();
      },
    },
    pending: {
      put: (pending) => {
        this.pendingRows.set(pending.id, pending);
        return Promise.resolve();
      },
      bind: (ids, messageId) => {
        for (const id of ids) {
          const pending = this.pendingRows.get(id);
          if (pending === undefined) continue;
          this.pendingRows.set(id, { ...pending, payload: { ...pending.payload, boundTo: messageId } });
        }
        return Promise.resolve();
      },
      find: (id, now) => Promise.resolve(this.pending(id, now)),
      take: (id, now) => {
        const pending = this.pending(id, now);
        this.pendingRows.delete(id);
        return Promise.resolve(pending);
      },
    },
    settings: {
      get: (name) => Promise.resolve(this.settingRows.get(name) ?? null),
      set: (name, value) => {
        this.settingRows.set(name, value);
        return Promise.resolve();
      },
    },
    roles: {
      hold: () => Promise.resolve(true),
      release: () => Promise.resolve(),
      beat: () => Promise.resolve(1),
    },
    subjects: {
      openMergeRequests: (accountIds) =>
        Promise.resolve(this.mergeRequestRows.filter(({ accountId }) => accountIds.includes(accountId))),
      brokenBranches: (accountIds, since) =>
        Promise.resolve(
          this.brokenRows.filter(
            ({ accountId, failedAt }) => accountIds.includes(accountId) && failedAt >= since,
          ),
        ),
      reviewRequests: () => Promise.resolve(this.reviewRequestRows),
      assignments: () => Promise.resolve(this.assignmentRows),
      heldPipelines: () => Promise.resolve(this.heldRows),
      waitingDeployments: () => Promise.resolve(this.deploymentRows),
      complete: (accountId, seen) => {
        this.completed.push(`${accountId} ${seen.id}`);
        return Promise.resolve();
      },
      openIssues: (accountIds) =>
        Promise.resolve(this.issueRows.filter(({ accountId }) => accountIds.includes(accountId))),
      lastSeen: (_accountId, { projectId, kinds, limit }) =>
        Promise.resolve(
          this.seenRows
            .filter((row) => row.projectId === projectId && kinds.includes(row.kind))
            .slice(0, limit),
        ),
      pipelines: (_accountId, projectId, limit) =>
        Promise.resolve(this.pipelineRows.filter((row) => row.projectId === projectId).slice(0, limit)),
    },
    news: {
      findCard: (key, card) => Promise.resolve(this.cardRows.get(`${key} ${card}`) ?? null),
      noteDeed: (key, card, deed) => {
        this.deedRows.set(`${key} ${card}`, deed);
        return Promise.resolve();
      },
      listTold: (chatId, messageId, limit) => {
        const key = `${chatId}:${messageId}`;
        const latest = this.toldRows.get(key);
        const told = [...(latest === undefined ? [] : [latest]), ...(this.summedRows.get(key) ?? [])];
        return Promise.resolve(told.slice(0, limit));
      },
      findBurst: (chatId, messageId) => {
        const key = `${chatId}:${messageId}`;
        const told = this.toldRows.get(key);
        return Promise.resolve(this.burstRows.get(key) ?? (told === undefined ? [] : [told]));
      },
      findTold: (chatId, messageId) => Promise.resolve(this.toldRows.get(`${chatId}:${messageId}`) ?? null),
    },
    notices: {
      enqueue: (notice) => {
        this.noticeRows.push(notice);
        return Promise.resolve();
      },
    },
  };
}
