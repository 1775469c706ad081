/**
 * What a person says is only said. A line such as `/merge` would be carried out by GitLab, past the confirmation and
 * the pinned commit; a backslash leaves the text as it is read. Code blocks are no exception: where GitLab sees one
 * depends on all that comes before. GitLab drops carriage returns before it looks.
 * https://docs.gitlab.com/user/project/quick_actions/
 */
export function disarmQuickActions(text: string): string {
  return text.replaceAll('\r', '').replaceAll(/^\/(?=[a-z_]+(?:\s|$))/gim, '\\/');
}
