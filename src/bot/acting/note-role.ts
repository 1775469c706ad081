import type { Account } from '../../domain/account.js';
import type { Look } from '../../domain/actions/look.js';
import type { BotDeps } from '../bot-deps.js';
import type { Ground } from './errand.js';

/** What a look shows of the role is what news offers from then on. */
export async function noteRole(
  { stores }: Pick<BotDeps, 'stores'>,
  { id }: Pick<Account, 'id'>,
  { project }: Pick<Ground, 'project'>,
  { role }: Pick<Look, 'role'>,
): Promise<void> {
  await stores.watches.noteRole(id, project.id, role);
}
