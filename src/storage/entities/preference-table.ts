import type { Theme } from '../../domain/chart.js';
import type { PrivacyLevel } from '../../domain/privacy.js';
import type { QuietHours } from '../../domain/quiet-hours.js';
import type { Schedule } from '../../domain/schedule.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface PreferenceEntity {
  chatKey: string;
  timeZone: string | null;
  quietHours: QuietHours | null;
  letsUrgentThrough: boolean;
  digest: Schedule | null;
  /** The next occasion of the digest. */
  digestDueAt: Date | null;
  remindAfterHours: number | null;
  /** Reviews that had waited long enough by then were reminded of. */
  remindedUntil: Date | null;
  privacy: PrivacyLevel;
  theme: Theme;
}

export const preferenceTable = defineTable<PreferenceEntity>({
  name: 'preference',
  columns: {
    chatKey: column.text('chat_key', primary('preference_pk')),
    timeZone: column.text('time_zone', optional),
    quietHours: column.json('quiet_hours', optional),
    letsUrgentThrough: column.flag('lets_urgent_through'),
    digest: column.json('digest', optional),
    digestDueAt: column.time('digest_due_at', optional),
    remindAfterHours: column.integer('remind_after_hours', optional),
    remindedUntil: column.time('reminded_until', optional),
    privacy: column.text('privacy', { default: 'full' }),
    theme: column.text('theme', { default: 'light' }),
  },
  indices: [
    { name: 'preference_by_digest', columns: ['digestDueAt'] },
    { name: 'preference_by_reminder', columns: ['remindedUntil'] },
  ],
  foreignKeys: [
    {
      name: 'preference_of_chat',
      target: 'chat',
      columnNames: ['chatKey'],
      referencedColumnNames: ['key'],
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
  ],
});
