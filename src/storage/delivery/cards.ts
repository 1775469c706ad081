import type { Card } from '../../domain/ports/outbox-store.js';
import type { Sql } from '../sql.js';

export interface CardName {
  readonly chatKey: string;
  readonly cardKey: string;
}

interface CardRow {
  position: number;
  message_id: string;
  fingerprint: string;
}

export async function findCards(sql: Sql, names: readonly CardName[]): Promise<readonly (Card | null)[]> {
  const rows = await sql<CardRow>(
    `SELECT n.position::integer AS position, c.message_id, c.fingerprint
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS n (chat_key, card_key, position)
     JOIN card c ON c.chat_key = n.chat_key AND c.card_key = n.card_key`,
    [names.map(({ chatKey }) => chatKey), names.map(({ cardKey }) => cardKey)],
  );
  const found = new Map(rows.map((row) => [row.position, row]));
  return names.map((_name, index) => {
    const row = found.get(index + 1);
    return row === undefined ? null : { messageId: row.message_id, fingerprint: row.fingerprint };
  });
}
