/** Values that a text may show; forge text among them is inserted as it is and never interpreted. */
export type TextParams = Readonly<Record<string, string | number>>;

/** Text of a key in one language, plain text with the parameters filled in. */
export type Translate = (key: string, params?: TextParams) => string;

/** The reader's texts; an unknown language falls back to English. */
export type Translator = (language: string) => Translate;
