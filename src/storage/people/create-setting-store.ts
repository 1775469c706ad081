import type { SettingStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';
import { settingTable } from '../entities/setting-table.js';

export function createSettingStore(db: Database): SettingStore {
  return {
    get: (name) =>
      db.read(async (manager) => (await manager.findOneBy(settingTable, { name }))?.value ?? null),
    async set(name, value) {
      await db.sql(
        `INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [name, value],
      );
    },
  };
}
