import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface LaneEntity {
  chatKey: string;
  /** `null`: nothing waits. */
  nextDueAt: Date | null;
  leasedUntil: Date | null;
  leaseOwner: string | null;
  leaseToken: string;
  wake: string;
  /** Its topic is closed, and tried again then. */
  closedUntil: Date | null;
  isTopicLost: boolean;
}

export const laneTable = defineTable<LaneEntity>({
  name: 'lane',
  columns: {
    chatKey: column.text('chat_key', primary('lane_pk')),
    nextDueAt: column.time('next_due_at', optional),
    leasedUntil: column.time('leased_until', optional),
    leaseOwner: column.text('lease_owner', optional),
    leaseToken: column.bigint('lease_token', { default: 0 }),
    wake: column.bigint('wake', { default: 0 }),
    closedUntil: column.time('closed_until', optional),
    isTopicLost: column.flag('is_topic_lost', { default: false }),
  },
  indices: [{ name: 'lane_due', columns: ['nextDueAt'] }],
  foreignKeys: [
    {
      name: 'lane_of_chat',
      target: 'chat',
      columnNames: ['chatKey'],
      referencedColumnNames: ['key'],
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
  ],
});
