import { act } from '../../actions/act.js';
import { contentOf, deedOf, mustAsk, type Attempt, type Outcome } from '../../actions/attempt.js';
import type { ActionInput } from '../../actions/define-action.js';
import type { BotDeps } from '../bot-deps.js';
import { uploadFiles, type UploadTrouble } from '../files/upload-files.js';
import type { Turn } from '../turn.js';
import { noteUnsent } from './unsent-words.js';

type Brought = { readonly kind: 'input'; readonly input: ActionInput } | UploadTrouble;

/** Does it through the guard of all actions, once its files are on the forge. `trouble`: one of them is not, and nothing was done. */
export async function actWithFiles(
  deps: BotDeps,
  turn: Turn,
  attempt: Attempt,
): Promise<Outcome | UploadTrouble> {
  const outcome = await bringAndAct(deps, turn, attempt);
  await noteUnsent(deps, turn.visit, attempt, outcome);
  return outcome;
}

async function bringAndAct(deps: BotDeps, turn: Turn, attempt: Attempt): Promise<Outcome | UploadTrouble> {
  const brought = await bringFiles(deps, turn, attempt);
  if (brought.kind === 'trouble') return brought;
  const { account } = attempt;
  const way = { actions: deps.actions[account.forge.kind], session: deps.openSession(account) };
  return act({ ...deps, records: deps.stores.actions }, way, { ...attempt, input: brought.input });
}

/**
 * What is to be done, with its files on the forge and named in its text. Nothing is brought before whoever wants it was
 * asked, nor for what was asked for before: its end is known.
 */
async function bringFiles(deps: BotDeps, turn: Turn, attempt: Attempt): Promise<Brought> {
  const { attachments = [], text = '', ...rest } = attempt.input;
  const { account, project, requestKey } = attempt;
  const isTooEarly = !attempt.isConfirmed && mustAsk(attempt);
  const isUseless = attachments.length === 0 || account.token.canWrite === false;
  if (isTooEarly || isUseless || (await deps.stores.actions.find(requestKey)) !== null) {
    return { kind: 'input', input: attempt.input };
  }
  const deed = deedOf(attempt, contentOf(attempt, null));
  const uploaded = await uploadFiles(deps, turn, { account, project, deed }, { text, attachments });
  return uploaded.kind === 'trouble' ? uploaded : { kind: 'input', input: { ...rest, text: uploaded.text } };
}
