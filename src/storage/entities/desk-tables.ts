import type { DeskAbsence, DeskPause } from '../../domain/desk.js';
import type { Forge } from '../../domain/forge.js';
import type { Project } from '../../domain/project.js';
import type { Comment } from '../../domain/subjects/comment.js';
import type { SeenTicket } from '../../domain/ticket.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

/** It outlives its account, so that it can say that it waits for another. */
export interface DeskEntity {
  id: string;
  chatKey: string;
  ownerId: string;
  accountId: string | null;
  forge: Forge;
  projectId: string;
  project: Project;
  allowsPrivate: boolean;
  dailyLimit: number;
  pausedFor: DeskPause | null;
  absence: DeskAbsence | null;
  createdAt: Date;
}

export const deskTable = defineTable<DeskEntity>({
  name: 'desk',
  columns: {
    id: column.uuid('id', primary('desk_pk')),
    chatKey: column.text('chat_key'),
    ownerId: column.text('owner_id'),
    accountId: column.uuid('account_id', optional),
    forge: column.json('forge'),
    projectId: column.text('project_id'),
    project: column.json('project'),
    allowsPrivate: column.flag('allows_private'),
    dailyLimit: column.integer('daily_limit'),
    pausedFor: column.text('paused_for', optional),
    absence: column.text('absence', optional),
    createdAt: column.time('created_at'),
  },
  indices: [
    { name: 'desk_by_chat', columns: ['chatKey'] },
    { name: 'desk_by_account', columns: ['accountId'] },
  ],
  foreignKeys: [
    ofChat('desk_of_chat'),
    {
      name: 'desk_of_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'SET NULL',
    },
  ],
});

export interface DeskBlockEntity {
  deskId: string;
  personId: string;
  name: string;
  createdAt: Date;
}

export const deskBlockTable = defineTable<DeskBlockEntity>({
  name: 'desk_block',
  columns: {
    deskId: column.uuid('desk_id', primary('desk_block_pk')),
    personId: column.text('person_id', primary('desk_block_pk')),
    name: column.text('name'),
    createdAt: column.time('created_at'),
  },
  foreignKeys: [part('desk_block_of_desk', 'desk', 'deskId')],
});

export interface TicketEntity {
  id: string;
  deskId: string;
  requestKey: string;
  number: string;
  url: string | null;
  title: string;
  written: string | null;
  reporterId: string;
  reporterName: string;
  chatKey: string;
  seen: SeenTicket;
  createdAt: Date;
}

export const ticketTable = defineTable<TicketEntity>({
  name: 'ticket',
  columns: {
    id: column.uuid('id', primary('ticket_pk')),
    deskId: column.uuid('desk_id'),
    requestKey: column.text('request_key'),
    number: column.text('number'),
    url: column.text('url', optional),
    title: column.text('title'),
    written: column.text('written', optional),
    reporterId: column.text('reporter_id'),
    reporterName: column.text('reporter_name'),
    chatKey: column.text('chat_key'),
    seen: column.json('seen'),
    createdAt: column.time('created_at'),
  },
  uniques: [{ name: 'ticket_request', columns: ['requestKey'] }],
  indices: [
    { name: 'ticket_by_issue', columns: ['deskId', 'number'] },
    { name: 'ticket_by_reporter', columns: ['reporterId', 'createdAt'] },
    { name: 'ticket_by_chat', columns: ['chatKey'] },
  ],
  foreignKeys: [part('ticket_of_desk', 'desk', 'deskId'), ofChat('ticket_of_chat')],
});

export interface HeldCommentEntity {
  ticketId: string;
  commentId: string;
  body: Comment;
  heldAt: Date;
}

export const heldCommentTable = defineTable<HeldCommentEntity>({
  name: 'held_comment',
  columns: {
    ticketId: column.uuid('ticket_id', primary('held_comment_pk')),
    commentId: column.text('comment_id', primary('held_comment_pk')),
    body: column.json('body'),
    heldAt: column.time('held_at'),
  },
  foreignKeys: [part('held_comment_of_ticket', 'ticket', 'ticketId')],
});

function part(name: string, target: string, column: string) {
  return {
    name,
    target,
    columnNames: [column],
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE' as const,
  };
}

function ofChat(name: string) {
  return {
    name,
    target: 'chat',
    columnNames: ['chatKey'],
    referencedColumnNames: ['key'],
    onDelete: 'CASCADE' as const,
    onUpdate: 'CASCADE' as const,
  };
}
