import type { CardDeed } from '../../domain/card-deed.js';
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
  deed: CardDeed | null;
}

export async function findCards(sql: Sql, names: readonly CardName[]): Promise<readonly (Card | null)[]> {
  const rows = await sql<CardRow>(
    `SELECT n.position::integer AS position, c.message_id, c.fingerprint, c.deed
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS n (chat_key, card_key, position)
     JOIN card c ON c.chat_key = n.chat_key AND c.card_key = n.card_key`,
    [names.map(({ chatKey }) => chatKey), names.map(({ cardKey }) => cardKey)],
  );
  const found = new Map(rows.map((row) => [row.position, row]));
  return names.map((_name, index) => {
    const row = found.get(index + 1);
    if (row === undefined) return null;
    const { message_id: messageId, fingerprint, deed } = row;
    return { messageId, fingerprint, ...(deed === null ? {} : { deed }) };
  });
}
