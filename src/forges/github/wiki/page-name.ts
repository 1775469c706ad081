/**
 * Markups that GitHub makes pages of. Sidebars and footers, whose names begin with `_`, are the frame around pages.
 * https://docs.github.com/en/communities/documenting-your-project-with-wikis/editing-wiki-content
 */
const PAGE =
  /(?:^|\/)([^/_][^/]*)\.(?:md|markdown|mdown|mkdn?|asciidoc|adoc|asc|creole|mediawiki|wiki|org|pod|rdoc|rest|rst|textile)$/i;

/** The name of a page in its address, whatever folder its file lies in; `null`: the file is no page. */
export function pageOf(path: string): string | null {
  return PAGE.exec(path)?.[1] ?? null;
}
