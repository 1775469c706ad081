import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

/** One row for each running daemon, refreshed by its heartbeat. */
export interface ProcessEntity {
  owner: string;
  aliveUntil: Date;
}

export const processTable = defineTable<ProcessEntity>({
  name: 'process',
  columns: { owner: column.text('owner', primary('process_pk')), aliveUntil: column.time('alive_until') },
});
