import type { Clock } from '../domain/time.js';
import { createChatStore } from './chats/create-chat-store.js';
import { createDigestStore } from './chats/create-digest-store.js';
import { createMentionStore } from './chats/create-mention-store.js';
import { createMuteStore } from './chats/create-mute-store.js';
import { createPreferenceStore } from './chats/create-preference-store.js';
import type { Database } from './database.js';
import { createOutboxStore } from './delivery/create-outbox-store.js';
import { createDeskStore } from './desks/create-desk-store.js';
import { enqueue } from './delivery/enqueue.js';
import type { Storage } from './open-storage.js';
import { createAccountStore } from './people/create-account-store.js';
import { createActionStore } from './people/create-action-store.js';
import { createFeedStore } from './people/create-feed-store.js';
import { createInviteStore } from './people/create-invite-store.js';
import { createMemberStore } from './people/create-member-store.js';
import { createNewsStore } from './people/create-news-store.js';
import { createPassStore } from './people/create-pass-store.js';
import { createPendingStore } from './people/create-pending-store.js';
import { createRoleStore } from './people/create-role-store.js';
import { createSettingStore } from './people/create-setting-store.js';
import { createStrangerStore } from './people/create-stranger-store.js';
import { createSubjectStore } from './people/create-subject-store.js';
import { createWatchStore } from './people/create-watch-store.js';
import { createPollStore } from './polling/create-poll-store.js';
import { createReactionStore } from './reactions/create-reaction-store.js';
import { createTimelineStore } from './timeline/create-timeline-store.js';
import type { Vault } from './vault.js';

export interface StoreParts {
  readonly db: Database;
  readonly vault: Vault;
  readonly clock: Clock;
}

export function createStores({
  db,
  vault,
  clock,
}: StoreParts): Pick<Storage, 'polls' | 'outbox' | 'people' | 'reactions'> {
  return {
    polls: createPollStore(db, vault, clock),
    outbox: createOutboxStore(db, clock),
    reactions: createReactionStore(db, vault),
    people: {
      actions: createActionStore(db),
      members: createMemberStore(db),
      accounts: createAccountStore(db, vault),
      watches: createWatchStore(db, vault),
      feeds: createFeedStore(db),
      chats: createChatStore(db, clock),
      desks: createDeskStore(db, clock),
      invites: createInviteStore(db),
      passes: createPassStore(db),
      digests: createDigestStore(db, clock),
      mentions: createMentionStore(db),
      mutes: createMuteStore(db),
      pending: createPendingStore(db, vault),
      preferences: createPreferenceStore(db),
      settings: createSettingStore(db),
      roles: createRoleStore(db),
      strangers: createStrangerStore(db),
      subjects: createSubjectStore(db),
      news: createNewsStore(db),
      timeline: createTimelineStore(db),
      notices: { enqueue: (notice) => db.transaction((sql) => enqueue(sql, [notice], clock())) },
    },
  };
}
