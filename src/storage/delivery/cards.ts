import type { Card } from '../../domain/ports/outbox-store.js';
import type { Sql } from '../sql.js';

export async function findCard(sql: Sql, chatKey: string, cardKey: string): Promise<Card | null> {
  const [row] = await sql<{ message_id: string; fingerprint: string }>(
    `SELECT message_id, fingerprint FROM card WHERE chat_key = $1 AND card_key = $2`,
    [chatKey, cardKey],
  );
  return row === undefined ? null : { messageId: row.message_id, fingerprint: row.fingerprint };
}

export interface CardUpdate {
  readonly chatKey: string;
  readonly cardKey: string;
  readonly card: Card;
  readonly now: Date;
}

export async function saveCard(sql: Sql, { chatKey, cardKey, card, now }: CardUpdate): Promise<void> {
  await sql(
    `INSERT INTO card (chat_key, card_key, message_id, fingerprint, updated_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (chat_key, card_key) DO UPDATE
       SET message_id = excluded.message_id, fingerprint = excluded.fingerprint, updated_at = excluded.updated_at`,
    [chatKey, cardKey, card.messageId, card.fingerprint, now],
  );
}
