import { fromMarkdown } from 'mdast-util-from-markdown';
import { roughlyPlain, withoutQuoteBlocks } from './quotations.js';
import { splitMarkdown } from './split-markdown.js';

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

const MAX_LENGTH = 100_000;

const NAME = '[A-Za-z0-9_](?:[A-Za-z0-9_.\\-/]*[A-Za-z0-9_])?';

/**
 * A name is not one when a word, a path or another `@` stands right before it (mail addresses, links, handles of
 * other networks); words are ASCII, as forges have it, since other scripts need no space. Groups and `org/team` have
 * slashes, and `@one/@two` are two; a dot or a dash at the end belongs to the sentence.
 */
const MENTION = new RegExp(`(?<![A-Za-z0-9/@]|[A-Za-z0-9._+-][_+-])@(${NAME}(?:/@${NAME})*)`, 'g');

const HTML_COMMENT = /<!--[^]*?(?:-->|$)/g;

const HTML_CODE = /<(code|pre|kbd|samp|blockquote|script|style)\b[^>]*>[^]*?<\/\1\s*>/gi;
/** One that is left open ends at the next. */
const HTML_LINK = /<a\b[^>]*(?<!\/)>(?:(?!<a\b)[^])*?<\/a\s*>/gi;
const HTML_TAG = /<[/!?a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;

/** Forges make no mention of what is a link already: so release notes name people whom they do not call. */
const LINKS: ReadonlySet<Node['type']> = new Set(['link', 'linkReference']);

/**
 * Lower-case logins and group paths that a Markdown text mentions, in the order of their first appearance; on GitLab `all`
 * is everybody. Code, quotations, links and HTML tags do not count. Never throws; what is beyond 100,000
 * characters is not looked at.
 */
export function extractMentions(markdown: string): readonly string[] {
  const names = new Set<string>();
  if (!markdown.includes('@')) return [];
  for (const section of splitMarkdown(withoutQuoteBlocks(cut(markdown)))) {
    if (!section.text.includes('@')) continue;
    collect(section.isTangled ? roughlyPlain(section.text) : plainText(section.text), names);
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

/** What readers see, but for code, quotations and links. */
function plainText(markdown: string): string {
  const texts: string[] = [];
  // Emphasis would cut `@snake_case_name` nowhere, but costs quadratic time on hostile text.
  const pending: Node[] = [fromMarkdown(markdown, { extensions: [{ disable: { null: ['attention'] } }] })];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'html') texts.push(node.value);
    // No tag begins there.
    if (node.type === 'text') texts.push(node.value.replaceAll('<', ' '));
    const isPassedOver = node.type === 'blockquote' || LINKS.has(node.type);
    if (!isPassedOver && 'children' in node) pending.push(...node.children.toReversed());
  }
  return withoutHtml(texts.join('\n'));
}

function withoutHtml(text: string): string {
  return [HTML_COMMENT, HTML_CODE, HTML_LINK, HTML_TAG].reduce(
    (rest, part) => rest.replace(part, '\n'),
    text,
  );
}

function collect(text: string, names: Set<string>): void {
  for (const match of text.matchAll(MENTION)) {
    const isUnderlined = text[match.index - 1] === '_';
    for (const written of (match[1] ?? '').split('/@')) {
      const name = isUnderlined ? written.replace(/_+$/, '') : written;
      if (name !== '') names.add(name.toLowerCase());
    }
  }
}
