import { fromMarkdown } from 'mdast-util-from-markdown';
import { splitMarkdown } from './split-markdown.js';

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

const MAX_LENGTH = 100_000;

/**
 * A name is not one when a word, a path or another `@` stands right before it (mail addresses, links, handles of
 * other networks). Groups and `org/team` have slashes; a dot or a dash at the end belongs to the sentence.
 */
const MENTION =
  /(?<![\p{L}\p{N}/+@]|[\p{L}\p{N}._+-][_-])@([A-Za-z0-9_](?:[A-Za-z0-9_.\-/]*[A-Za-z0-9_])?)/gu;

/**
 * Lower-case logins and group paths that a Markdown text mentions, in the order of their first appearance; `all` is
 * everybody. Code, quotations, link addresses and HTML do not count. Never throws; what is beyond 100,000
 * characters is not looked at.
 */
export function extractMentions(markdown: string): readonly string[] {
  const names = new Set<string>();
  if (!markdown.includes('@')) return [];
  for (const section of splitMarkdown(cut(markdown))) {
    if (!section.text.includes('@')) continue;
    const texts = section.isTangled ? [section.text] : plainTexts(section.text);
    for (const text of texts) collect(text, names);
  }
  return [...names];
}

/** Those whom only the later text mentions: who is still named was told before. */
export function newMentions(before: string, after: string): readonly string[] {
  const known = new Set(extractMentions(before));
  return extractMentions(after).filter((name) => !known.has(name));
}

function cut(markdown: string): string {
  if (markdown.length <= MAX_LENGTH) return markdown;
  const end = Math.max(markdown.lastIndexOf(' ', MAX_LENGTH), markdown.lastIndexOf('\n', MAX_LENGTH));
  return markdown.slice(0, end < 0 ? MAX_LENGTH : end);
}

function plainTexts(markdown: string): readonly string[] {
  const texts: string[] = [];
  // Emphasis would cut `@snake_case_name` nowhere, but costs quadratic time on hostile text.
  const pending: Node[] = [fromMarkdown(markdown, { extensions: [{ disable: { null: ['attention'] } }] })];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'text') texts.push(node.value);
    if (node.type !== 'blockquote' && 'children' in node) pending.push(...node.children.toReversed());
  }
  return texts;
}

function collect(text: string, names: Set<string>): void {
  for (const match of text.matchAll(MENTION)) {
    const name = match[1] ?? '';
    const isUnderlined = text[match.index - 1] === '_';
    names.add((isUnderlined ? name.replace(/_+$/, '') : name).toLowerCase());
  }
}
