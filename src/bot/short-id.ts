const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHORT = /^~[\w-]{22}$/;
const OTHER = /^[\w-]{1,22}$/;

/** A UUID in 23 characters instead of 36, for buttons that carry a long name beside it. */
export function shortenId(id: string): string {
  if (!UUID.test(id)) return id;
  return `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;
}

/** `null` for anything that `shortenId` does not write. */
export function lengthenId(short: string): string | null {
  if (!SHORT.test(short)) return OTHER.test(short) ? short : null;
  const id = Buffer.from(short.slice(1), 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return shortenId(id) === short ? id : null;
}
