const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids come from buttons and commands too: what is no UUID becomes `null`, which finds nothing instead of failing. */
export function toUuid(id: string): string | null {
  return UUID.test(id) ? id : null;
}
