import convict from 'convict';

/** convict's own number formats read `12abc` as 12; these accept the whole text or nothing. */
export function addFormats(): void {
  convict.addFormats({
    'bot-token': { coerce: trim, validate: validateBotToken },
    'http-url': { coerce: trim, validate: validateHttpUrl },
    'postgres-url': { coerce: trim, validate: validatePostgresUrl },
    filled: { coerce: trim, validate: validateFilled },
    'secret-key': { coerce: trim, validate: validateSecretKey },
    'base-urls': { coerce: splitUrls, validate: validateUrls },
    'poll-interval': { coerce: toNumber, validate: validateInterval },
    'http-token': { coerce: trim, validate: validateHttpToken },
    'public-url': { coerce: trim, validate: validatePublicUrl },
    'kept-days': { coerce: toNumber, validate: validateDaysFrom(30) },
    'action-days': { coerce: toNumber, validate: validateDaysFrom(7) },
    'ticket-days': { coerce: toNumber, validate: validateTicketDays },
    'tcp-port': { coerce: toNumber, validate: validatePort },
    path: { coerce: trim, validate: validateText },
    flag: { coerce: toFlag, validate: validateFlag },
    'reaction-accounts': { coerce: split, validate: validateReactionAccounts },
    'telegram-ids': { coerce: split, validate: validateIds },
    text: { coerce: trim, validate: noFault },
    list: { coerce: split, validate: noFault },
    switch: { coerce: toSwitch, validate: validateSwitch },
    'proxy-url': { coerce: toProxyUrl, validate: validateProxyUrl },
    'base-url': { coerce: splitUrls, validate: validateOneUrl },
    'time-zone': { coerce: trim, validate: validateTimeZone },
  });
}

function noFault(): void {
  // Who uses it knows what may stand in it.
}

function trim(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

function split(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function splitUrls(value: unknown): unknown {
  const parts = split(value);
  return Array.isArray(parts) ? parts.map((part) => String(part).replace(/\/+$/, '')) : parts;
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value.trim()) : value;
}

/** As other programs read it: without a scheme it is http. */
function toProxyUrl(value: unknown): unknown {
  const text = trim(value);
  return typeof text !== 'string' || text === '' || text.includes('://') ? text : `http://${text}`;
}

function toSwitch(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const word = value.trim().toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(word)) return true;
  return ['false', '0', 'no', 'off'].includes(word) ? false : value;
}

function validateBotToken(value: unknown): void {
  if (value === '') throw new Error('is missing: ask @BotFather for a bot and put its token here');
  if (typeof value !== 'string' || !/^\d+:[\w-]{10,}$/.test(value)) {
    throw new Error('is not a bot token: it looks like 123456:ABC-DEF, as @BotFather gave it');
  }
}

function validateHttpUrl(value: unknown): void {
  if (parseHttpUrl(value) === null) throw new Error('must be an http:// or https:// address');
}

function validateProxyUrl(value: unknown): void {
  const url = value === '' ? null : parseHttpUrl(value);
  if (value !== '' && (url === null || !isEncoded(`${url.username}${url.password}`))) {
    throw new Error(
      'must be an http:// or https:// address such as http://proxy.example.com:3128, with user and password percent-encoded',
    );
  }
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '' || text === '';
  } catch {
    return false;
  }
}

function validatePostgresUrl(value: unknown): void {
  if (value === '') return;
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new Error('must look like postgres://user:password@host:5432/name, or be empty');
  }
}

function validateFilled(value: unknown): void {
  if (typeof value !== 'string' || value === '') throw new Error('must not be empty');
}

function validateText(value: unknown): void {
  if (typeof value !== 'string') throw new Error('must be text');
}

function toFlag(value: unknown): unknown {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function validateFlag(value: unknown): void {
  if (typeof value !== 'boolean') throw new Error('must be true or false');
}

function validateReactionAccounts(value: unknown): void {
  const accounts = Array.isArray(value) ? value : [value];
  for (const account of accounts) {
    const [login = '', ...address] = String(account).split('@');
    if (login === '' || parseHttpUrl(address.join('@')) === null)
      throw new Error('must look like login@https://gitlab.example.com, one for each forge');
  }
}

function validateSecretKey(value: unknown): void {
  if (typeof value !== 'string' || (value !== '' && value.length < 16)) {
    throw new Error('must have 16 characters or more, or be empty to have one generated');
  }
}

export function isPlainAddress(text: string): boolean {
  const url = parseHttpUrl(text);
  return url !== null && isPlain(url);
}

function isPlain({ username, password, search, hash }: URL): boolean {
  return `${username}${password}${search}${hash}` === '';
}

function validateUrls(value: unknown): void {
  const urls = Array.isArray(value) ? value : [value];
  for (const item of urls) {
    const url = parseHttpUrl(item);
    if (url === null) throw new Error('must list http:// or https:// addresses, separated by commas');
    if (!isPlain(url)) throw new Error('must list plain base addresses, without user, query or fragment');
  }
}

function validateOneUrl(value: unknown): void {
  try {
    validateUrls(value);
  } catch {
    throw new Error('must be a plain http:// or https:// address, without user, query or fragment');
  }
  if (Array.isArray(value) && value.length > 1) throw new Error('must be one address');
}

function validateSwitch(value: unknown): void {
  if (typeof value !== 'boolean') throw new Error('must be true or false');
}

function validateTimeZone(value: unknown): void {
  if (value === '') return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
  } catch {
    throw new Error('must be a time zone, such as Europe/Berlin or UTC');
  }
}

function validateInterval(value: unknown): void {
  if (!isIntegerBetween(value, 5, 86_400)) throw new Error('must be a whole number of seconds, 5 or more');
}

function validateHttpToken(value: unknown): void {
  if (typeof value !== 'string' || (value !== '' && value.length < 16)) {
    throw new Error('must have 16 characters or more, or be empty');
  }
}

function validatePublicUrl(value: unknown): void {
  const url = value === '' ? null : parseHttpUrl(value);
  if (value !== '' && (url === null || url.href !== `${url.origin}/`)) {
    throw new Error('must be an http:// or https:// address without a path, or be empty');
  }
}

function validateDaysFrom(least: number): (value: unknown) => void {
  return (value) => {
    if (!isIntegerBetween(value, least, 3_650))
      throw new Error(`must be a whole number of days, ${least} to 3650`);
  };
}

function validateTicketDays(value: unknown): void {
  if (value !== 0 && !isIntegerBetween(value, 7, 3_650))
    throw new Error('must be a whole number of days, 7 to 3650, or 0 for ever');
}

function validatePort(value: unknown): void {
  if (!isIntegerBetween(value, 0, 65_535)) throw new Error('must be a port number, or 0 for none');
}

function validateIds(value: unknown): void {
  if (!Array.isArray(value) || !value.every((id) => /^[1-9]\d{0,15}$/.test(String(id)))) {
    throw new Error('must list numeric Telegram user ids, separated by commas (names do not work)');
  }
}

function isIntegerBetween(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function parseHttpUrl(value: unknown): URL | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const url = new URL(value);
  return ['http:', 'https:'].includes(url.protocol) ? url : null;
}
