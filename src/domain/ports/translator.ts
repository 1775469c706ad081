/** A number and a day are written as the language writes them; a name or other text of a forge stays as it is. */
export type TextParam = string | number | Date;

/** Values that a text may show; forge text among them is inserted as it is and never interpreted. */
export type TextParams = Readonly<Record<string, TextParam>>;

/** Text of a key in one language, plain text with the parameters filled in. */
export type Translate = (key: string, params?: TextParams) => string;

/** The reader's texts; an unknown language falls back to English. */
export type Translator = (language: string) => Translate;
