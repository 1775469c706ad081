/** A piece of a line. A plain string is plain text: it can neither format nor mention. */
export type Span = string | StyledSpan;

export interface StyledSpan {
  readonly text: string;
  /** `command`: one of our own commands, which may be pressed; never forge text. */
  readonly style?: 'bold' | 'italic' | 'code' | 'strike' | 'command';
  readonly href?: string;
  /** Someone whom the channel calls by it, by their id there. Only of people who asked for it. */
  readonly personId?: string;
}

export interface TextLine {
  readonly kind: 'text';
  readonly spans: readonly Span[];
  /** Of many lines in a row: the channel may fold them until they are asked for. */
  readonly isFolded?: true;
}

/** Someone else's words, shown as a quotation that folds when long. */
export interface QuoteLine {
  readonly kind: 'quote';
  readonly text: string;
}

/** A machine's words, shown as they stand. */
export interface CodeLine {
  readonly kind: 'code';
  readonly text: string;
}

export type Line = TextLine | QuoteLine | CodeLine;

export type Button = LinkButton | ActionButton;

export interface LinkButton {
  readonly label: string;
  readonly url: string;
}

export interface ActionButton {
  readonly label: string;
  /** At most 64 bytes of UTF-8: Telegram's limit for callback data. */
  readonly action: string;
}

/** A PNG. */
export interface Picture {
  readonly name: string;
  readonly content: Buffer;
}

/** What a channel is asked to show, free of any channel's markup. */
export interface Message {
  readonly lines: readonly Line[];
  readonly buttons?: readonly (readonly Button[])[];
  /** Shown above the lines, which then are few; a channel that shows none leaves it out. */
  readonly picture?: Picture;
  /** The reader is to answer it: their client opens a reply to it. Only without buttons. */
  readonly asksReply?: boolean;
}

export function line(...spans: readonly Span[]): TextLine {
  return { kind: 'text', spans };
}

/** A line of many. */
export function folded(...spans: readonly Span[]): TextLine {
  return { kind: 'text', spans, isFolded: true };
}

/** What it says, without how it looks or where it leads. */
export function plainText(line: Line): string {
  if (line.kind !== 'text') return line.text;
  return line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

export function quote(text: string): QuoteLine {
  return { kind: 'quote', text };
}

export function code(text: string): CodeLine {
  return { kind: 'code', text };
}
