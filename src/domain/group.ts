/** The groups that a project lies in, the nearest first: `a/b` and `a` of `a/b/app`. */
export function groupsAbove(projectPath: string): readonly string[] {
  const parts = projectPath.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('/'));
}

export function liesIn(projectPath: string, group: string): boolean {
  return projectPath.startsWith(`${group}/`);
}
