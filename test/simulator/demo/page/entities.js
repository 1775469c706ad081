/* global document, URL */

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
  spoiler: 'span',
};

/** These end their line by themselves. */
const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** Draws text with Telegram's entities as nodes; text only ever becomes a text node. */
export function drawText(text, entities) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const root = document.createDocumentFragment();
  fill(root, text, sorted, { from: 0, to: text.length });
  return root;
}

function fill(parent, text, entities, { from, to }) {
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    index += 1;
    if (end <= start) continue;
    if (start > at) parent.append(text.slice(at, start));
    const inside = [];
    while (index < entities.length && entities[index].offset < end) inside.push(entities[index++]);
    const node = makeNode(entity, text.slice(start, end));
    fill(node.inner, text, inside, { from: start, to: end });
    parent.append(node.outer);
    at = BLOCKS.has(entity.type) && text[end] === '\n' && end < to ? end + 1 : end;
  }
  if (at < to) parent.append(text.slice(at, to));
}

function makeNode(entity, content) {
  const link = addressOf(entity, content);
  if (link !== null) return makeLink(link);
  const node = document.createElement(TAGS[entity.type] ?? 'span');
  if (TAGS[entity.type] === undefined || entity.type === 'spoiler') node.className = `entity-${entity.type}`;
  if (entity.type === 'bot_command') {
    node.setAttribute('role', 'button');
    node.tabIndex = 0;
    node.dataset.command = content;
  }
  if (entity.type === 'expandable_blockquote') makeFoldable(node);
  if (entity.language) node.dataset.language = entity.language;
  return { outer: node, inner: node };
}

function makeFoldable(node) {
  node.className = 'foldable folded';
  node.tabIndex = 0;
  node.setAttribute('role', 'button');
  node.title = 'Unfold';
  const toggle = () => node.classList.toggle('folded');
  node.addEventListener('click', toggle);
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') toggle();
  });
}

function makeLink(address) {
  const node = document.createElement('a');
  node.href = address;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  node.title = address;
  return { outer: node, inner: node };
}

/** Only web addresses become links. */
function addressOf(entity, content) {
  const text = entity.type === 'text_link' ? entity.url : entity.type === 'url' ? content : null;
  return text === null ? null : webAddress(text);
}

export function webAddress(text) {
  if (!URL.canParse(text)) return null;
  const address = new URL(text);
  return address.protocol === 'http:' || address.protocol === 'https:' ? address.href : null;
}
