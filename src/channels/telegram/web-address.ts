/** Telegram refuses a button, and with it the message, for a longer address. */
const MAX_LENGTH = 2048;

/**
 * The address as Telegram takes it for a link or a button, or `null`. It wants http or https and a host with a dot,
 * so an instance called `http://gitlab/` cannot be linked.
 */
export function toWebAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  if (!parsed.hostname.includes('.') && !parsed.hostname.startsWith('[')) return null;
  parsed.username = '';
  parsed.password = '';
  return parsed.href.length <= MAX_LENGTH ? parsed.href : null;
}
