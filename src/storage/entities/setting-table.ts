import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface SettingEntity {
  name: string;
  value: string;
}

export const settingTable = defineTable<SettingEntity>({
  name: 'setting',
  columns: { name: column.text('name', primary('setting_pk')), value: column.text('value') },
});
