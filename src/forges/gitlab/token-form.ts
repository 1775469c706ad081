/** https://docs.gitlab.com/security/tokens/#token-prefixes; an instance may choose a prefix of its own. */
const OWN = /^gl[a-z]{2,6}-/;
const FOREIGN = /^(?:gh[pousr]_|github_pat_)/;
/** Doorkeeper's access tokens; personal tokens from before prefixes are 20 characters. */
const OAUTH = /^[0-9a-f]{64}$/;

/** Tells GitLab tokens by their form; `null` where the form proves nothing. */
export function recognisesToken(token: string): boolean | null {
  if (OWN.test(token)) return true;
  return FOREIGN.test(token) ? false : null;
}

/** GitLab takes OAuth tokens as `Bearer` only. */
export function isOauthToken(token: string): boolean {
  return OAUTH.test(token);
}
