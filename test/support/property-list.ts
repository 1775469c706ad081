export type PropertyValue = string | number | boolean | readonly PropertyValue[] | PropertyList;

export interface PropertyList {
  readonly [key: string]: PropertyValue;
}

const TOKEN = /<(\/?)([a-z]+)\s*(\/?)>|([^<]+)/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Node {
  readonly tag: string;
  readonly children: Node[];
  text: string;
}

/** The dictionary of an XML property list of Apple's. Throws on what is none: https://www.apple.com/DTDs/PropertyList-1.0.dtd */
export function parsePropertyList(xml: string): PropertyList {
  const prolog = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<!DOCTYPE plist [^>]*>\s*/.exec(xml)?.[0];
  if (prolog === undefined) throw new Error('no property list');
  const body = xml.slice(prolog.length).replace(/<!--(?:(?!--)[\s\S])*-->/g, '');
  const root = parseNodes(body.replace('<plist version="1.0">', '<plist>'));
  const value = root.tag === 'plist' && root.children.length === 1 ? valueOf(root.children[0]) : null;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('no dictionary');
  return value as PropertyList;
}

function parseNodes(body: string): Node {
  const root: Node = { tag: '', children: [], text: '' };
  const open = [root];
  let end = 0;
  for (const match of body.matchAll(TOKEN)) {
    if (match.index !== end) throw new Error(`not understood: ${body.slice(end, match.index)}`);
    end += match[0].length;
    take(match, open);
  }
  const [only] = root.children;
  if (open.length !== 1 || end !== body.length || only === undefined) throw new Error('not closed');
  return only;
}

function take([, slash = '', tag = '', isEmpty = '', text = '']: RegExpExecArray, open: Node[]): void {
  const parent = open.at(-1);
  if (parent === undefined) throw new Error('closed too often');
  if (tag === '') {
    parent.text += text;
    return;
  }
  if (slash !== '') {
    if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes nothing`);
    return;
  }
  const node: Node = { tag, children: [], text: '' };
  parent.children.push(node);
  if (isEmpty === '') open.push(node);
}

function valueOf(node: Node | undefined): PropertyValue {
  switch (node?.tag) {
    case 'dict':
      return dictionaryOf(node);
    case 'array':
      return node.children.map(valueOf);
    case 'string':
      return node.text.replace(/&(\w+);/g, (_all, name: string) => entity(name));
    case 'integer':
      return Number(node.text);
    case 'true':
    case 'false':
      return node.tag === 'true';
    default:
      throw new Error(`no value: ${String(node?.tag)}`);
  }
}

function entity(name: string): string {
  const character = ENTITIES[name];
  if (character === undefined) throw new Error(`no entity: ${name}`);
  return character;
}

function dictionaryOf({ children }: Node): PropertyList {
  const list: Record<string, PropertyValue> = {};
  for (let index = 0; index < children.length; index += 2) {
    const key = children[index];
    if (key?.tag !== 'key') throw new Error('no key');
    list[key.text] = valueOf(children[index + 1]);
  }
  return list;
}
