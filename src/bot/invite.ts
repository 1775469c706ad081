import type { Account } from '../domain/account.js';
import { ForgeError } from '../domain/errors.js';
import { withoutScheme } from '../domain/forge.js';
import { line, type Message } from '../domain/message.js';
import type { Invite } from '../domain/ports/access-store.js';
import type { Member } from '../domain/ports/people-store.js';
import type { OwnProject } from '../domain/project.js';
import { DAY } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';
import { encodePress } from './callback-data.js';
import { formatDuration } from './duration.js';
import { findOwn, putPending } from './pending.js';
import { textIn } from './pending-payload.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';
import type { Turn } from './turn.js';
import type { Visitor } from './visit.js';

const LIFETIME_MS = 14 * DAY;
/** How long whoever opened a link has to make a token. */
const PATH_LIFETIME_MS = DAY;
const OPENED = 'opened-invite';

/** Keeps an invitation to these projects of one instance, which lets in whoever opens it until the operator says otherwise. */
export async function makeInvite(
  deps: BotDeps,
  madeBy: string,
  forgeUrl: string,
  paths: readonly string[],
): Promise<Invite> {
  const now = deps.clock();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const invite = { code: deps.randomId(), madeBy, forgeUrl, paths, letsIn: true, expiresAt };
  await deps.stores.invites.put(invite, now);
  deps.logger.info({ personId: madeBy, forge: forgeUrl }, 'an operator made an invitation');
  return invite;
}

/** The link with what it does, and the way to change or end it. */
export function inviteMessage(t: Texts, invite: Invite, botName: string, now: Date): Message {
  const { code, paths, letsIn, expiresAt, forgeUrl } = invite;
  const left = formatDuration(t, expiresAt.getTime() - now.getTime());
  const forge = { text: withoutScheme(forgeUrl), href: forgeUrl };
  return {
    lines: [
      sentence(t, 'invite.link', { forge }),
      line({ text: `https://t.me/${botName}?start=${code}`, style: 'code' }),
      ...(paths.length === 0 ? [] : [sentence(t, 'invite.projects', { projects: paths.join(', ') })]),
      sentence(t, letsIn ? 'invite.open' : 'invite.asks', { left }),
    ],
    buttons: [
      [
        {
          label: t(letsIn ? 'invite.ask-button' : 'invite.open-button'),
          action: encodePress({ kind: 'invite-door', code }),
        },
      ],
      [
        { label: t('invite.end-button'), action: encodePress({ kind: 'invite-end', code }) },
        { label: t('invite.all-button'), action: encodePress({ kind: 'invites' }) },
      ],
    ],
  };
}

/** The invitation behind `/start <code>`, as long as it stands. */
export async function inviteBehind({ stores, clock }: BotDeps, { visit }: Turn): Promise<Invite | null> {
  const { command, chatKind } = visit;
  const isLink =
    command?.name === 'start' && chatKind === 'private' && /^[\w-]{1,64}$/.test(command.argument);
  return isLink ? stores.invites.find(command.argument, clock()) : null;
}

/** Lets in whoever opens an invitation that does so; nobody whom an operator shut out. */
export async function letInBy(
  deps: BotDeps,
  visitor: Visitor,
  invite: Invite | null,
): Promise<Member | null> {
  const { members, strangers } = deps.stores;
  if (invite?.letsIn !== true) return null;
  const isShutOut =
    (await members.find(visitor.id))?.access === 'revoked' || (await strangers.find(visitor.id))?.isDenied;
  if (isShutOut === true) return null;
  const member = { ...visitor, chosenLanguage: null, isOperator: false, access: 'admitted' } as const;
  await members.save(member, deps.clock());
  await strangers.remove(visitor.id);
  deps.logger.info({ personId: visitor.id, invitedBy: invite.madeBy }, 'an invitation let a person in');
  return member;
}

/** Remembers which invitation somebody follows, until their account is linked. */
export async function followInvite(deps: BotDeps, turn: Turn, { code }: Invite): Promise<void> {
  await putPending(deps, turn.visit, openedId(turn), {
    action: OPENED,
    payload: { code },
    lifetimeMs: PATH_LIFETIME_MS,
  });
}

export interface Suggestion {
  readonly projects: readonly OwnProject[];
  /** How many the person's own token does not show; they are not named. */
  readonly unseen: number;
}

/** What the invitation that is followed suggests for this account, as far as its own token sees it. */
export async function suggestedTo(deps: BotDeps, turn: Turn, account: Account): Promise<Suggestion | null> {
  const opened = await findOwn(deps, turn.visit, openedId(turn), OPENED);
  const invite =
    opened === null ? null : await deps.stores.invites.find(textIn(opened.payload, 'code'), deps.clock());
  if (invite?.forgeUrl !== account.forge.url) return null;
  await deps.stores.pending.take(openedId(turn), deps.clock());
  return lookUp(deps, account, invite.paths);
}

async function lookUp(deps: BotDeps, account: Account, paths: readonly string[]): Promise<Suggestion> {
  const open = await deps.stores.accounts.open(account.id);
  if (open === null) return { projects: [], unseen: paths.length };
  const session = deps.openSession(open);
  const projects: OwnProject[] = [];
  try {
    for (const path of paths) {
      const found = await deps.adapters[account.forge.kind].findProject(session, path);
      if (found !== null) projects.push(found);
    }
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'suggested projects could not be looked up');
  }
  return { projects, unseen: paths.length - projects.length };
}

/** Holds a colon, which no callback data can name. */
function openedId({ visit }: Turn): string {
  return `invite:${visit.visitor.id}`;
}

export function inviteLabel({ forgeUrl, paths }: Invite): string {
  return `${withoutScheme(forgeUrl)} · ${paths.length === 0 ? '–' : paths.join(', ')}`;
}
