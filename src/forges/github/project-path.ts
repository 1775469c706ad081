/** `owner` and `repo` of a path, or `null` where it cannot be one; dots alone would climb out of the URL. */
export function splitPath(path: string): { readonly owner: string; readonly repo: string } | null {
  const parts = path.split('/');
  const [owner, repo] = parts;
  if (parts.length !== 2 || !isName(owner) || !isName(repo)) return null;
  return { owner, repo };
}

function isName(part: string | undefined): part is string {
  return part !== undefined && /^[\w.-]+$/.test(part) && !/^\.+$/.test(part);
}
