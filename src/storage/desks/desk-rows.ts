import type { Desk } from '../../domain/desk.js';
import type { Ticket } from '../../domain/ticket.js';

/** `d` and `t` name the tables. */
export interface DeskRow {
  id: string;
  chat_key: string;
  owner_id: string;
  account_id: string | null;
  forge: Desk['forge'];
  project: Desk['project'];
  allows_private: boolean;
  daily_limit: number;
  paused_for: Desk['pausedFor'];
  absence: Desk['absence'];
  created_at: Date;
}

export const DESK_COLUMNS = `d.id, d.chat_key, d.owner_id, d.account_id, d.forge, d.project, d.allows_private,
  d.daily_limit, d.paused_for, d.absence, d.created_at`;

export function toDesk(row: DeskRow): Desk {
  return {
    id: row.id,
    chatKey: row.chat_key,
    ownerId: row.owner_id,
    accountId: row.account_id,
    forge: row.forge,
    project: row.project,
    allowsPrivate: row.allows_private,
    dailyLimit: row.daily_limit,
    pausedFor: row.paused_for ?? row.absence,
    absence: row.absence,
    createdAt: row.created_at,
  };
}

export interface TicketRow {
  id: string;
  desk_id: string;
  project: Desk['project'];
  forge: Desk['forge'];
  number: string;
  url: string | null;
  title: string;
  written: string | null;
  reporter_id: string;
  reporter_name: string;
  chat_key: string;
  seen: Ticket['seen'];
  is_resting: boolean;
  created_at: Date;
}

export const TICKETS = `SELECT t.id, t.desk_id, d.project, d.forge, t.number, t.url, t.title, t.written, t.reporter_id,
  t.reporter_name, t.chat_key, t.seen, d.absence IS NOT NULL AS is_resting, t.created_at FROM ticket t JOIN desk d ON d.id = t.desk_id`;

export function toTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    deskId: row.desk_id,
    projectId: row.project.id,
    projectPath: row.project.path,
    forgeKind: row.forge.kind,
    number: row.number,
    url: row.url,
    title: row.title,
    written: row.written,
    reporter: { id: row.reporter_id, name: row.reporter_name },
    chatKey: row.chat_key,
    seen: row.seen,
    isResting: row.is_resting,
    createdAt: row.created_at,
  };
}
