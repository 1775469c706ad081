import type { Chat } from './chat.js';
import type { Member } from './ports/people-store.js';

/** Where nobody chose one, and Telegram tells none. */
export const DEFAULT_LANGUAGE = 'en';

export function languageOf({
  chosenLanguage,
  language,
}: Pick<Member, 'chosenLanguage' | 'language'>): string {
  return chosenLanguage ?? language;
}

/** A group reads one language, whoever asks there. */
export function languageIn(
  { kind, language }: Pick<Chat, 'kind' | 'language'>,
  member: Pick<Member, 'chosenLanguage' | 'language'>,
): string {
  return kind === 'private' ? languageOf(member) : (language ?? DEFAULT_LANGUAGE);
}
