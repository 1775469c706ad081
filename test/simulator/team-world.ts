/** Who is called by one name together. */
export interface TeamWorld {
  /** `acme/ops`: a member of that group itself on GitLab, of that team of an organization on GitHub. */
  joinTeam(name: string, login: string): void;
}
