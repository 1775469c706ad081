import type { IssueDraft, TextPart } from './draft.js';

/** What one message says for a draft, whichever of it was asked for. */
export interface SaidWords {
  readonly title: string;
  readonly text: string;
}

/** Titles have one line. */
export function asTitle(words: string): string {
  return words.trim().replace(/\s+/g, ' ');
}

export function withTitle(draft: IssueDraft, from: string, title: string): IssueDraft {
  return { ...draft, title, titleFrom: from };
}

/** In place of the text that it had. */
export function withText(draft: IssueDraft, from: string, text: string): IssueDraft {
  return { ...draft, text, parts: [{ from, text }] };
}

/** What is said without having been asked for is added. */
export function withMoreText(draft: IssueDraft, from: string, text: string): IssueDraft {
  if (text === '' && draft.text === null) return draft;
  return { ...draft, text: joined([draft.text ?? '', text]), parts: [...draft.parts, { from, text }] };
}

/**
 * The draft after the message was changed to say that, as far as what it said before stands in the draft still. `null`:
 * nothing does.
 */
export function reworded(draft: IssueDraft, from: string, { title, text }: SaidWords): IssueDraft | null {
  const isTitle = draft.titleFrom === from && title !== '';
  const isText = draft.parts.some((part) => part.from === from) && isWhole(draft);
  if (!isTitle && !isText) return null;
  const parts = isText ? changed(draft.parts, from, text) : draft.parts;
  return {
    ...draft,
    ...(isTitle ? { title } : {}),
    ...(isText ? { parts, text: joined(parts.map((part) => part.text)) } : {}),
  };
}

/** An older version of the program kept a text without saying where it is from. */
function isWhole({ text, parts }: IssueDraft): boolean {
  return text === joined(parts.map((part) => part.text));
}

function changed(parts: readonly TextPart[], from: string, text: string): readonly TextPart[] {
  return parts.map((part) => (part.from === from ? { from, text } : part));
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
