/** What can happen to the wiki of a project, in the vocabulary of both forges. Pages are known by their titles. */
export interface WikiWorld {
  /** Makes the page, or gives it another text. */
  writeWikiPage(path: string, page: WriteWikiPage): void;
  renameWikiPage(path: string, title: string, newTitle: string, by: string): void;
  deleteWikiPage(path: string, title: string, by: string): void;
}

export interface WriteWikiPage {
  readonly by: string;
  readonly title: string;
  readonly text: string;
}
