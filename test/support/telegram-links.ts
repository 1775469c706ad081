/** What Telegram itself would make a link of in a text without entities, by the rules of TDLib's MessageEntity.cpp. */
export const AUTOMATIC_LINKS = [
  /(?<=^|[^\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}(?=[^\p{L}\p{N}_]|$)/u,
  /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?![\p{L}\p{N}_/<>])/u,
  /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*\p{L}/u,
  /(?<![\p{L}\p{N}_])\$[A-Z]{1,8}(?![\p{L}\p{N}_])/u,
  /[\p{L}\p{N}_-]\.(?:md|rs|py|sh|com|io|ru)(?![\p{L}\p{N}_])/iu,
  /\b(?:tg|ton|ftp):\/\//i,
];
