import type { Outcome } from '../../actions/attempt.js';
import type { Look } from '../../domain/actions/look.js';
import type { Receipt } from '../../domain/actions/order.js';
import { isFailureCode } from '../../domain/actions/say-failure.js';
import type { ForgeError } from '../../domain/errors.js';
import type { Span, TextLine } from '../../domain/message.js';
import { troubleOf } from '../forge-trouble.js';
import { instanceLabel } from '../forge-words.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import type { Errand, Ground } from './errand.js';

/** What came of it, in one sentence. */
export function outcomeLine(
  t: Texts,
  errand: Errand,
  outcome: Exclude<Outcome, { kind: 'confirm' }>,
): TextLine {
  const params = wordsOf(t, errand);
  switch (outcome.kind) {
    case 'done':
      return doneLine(t, errand, outcome.receipt);
    case 'refused':
      return sentence(t, refusalKey(errand.action, outcome), {
        ...params,
        words: outcome.words ?? '',
        state: stateOf(t, outcome.look, errand.ground),
        path: errand.ground.project.path,
        ...branchesOf(outcome.look),
      });
    case 'busy':
      return sentence(t, 'act.busy', { ...params, who: outcome.record.personName });
    case 'unsure':
      return sentence(t, 'act.unsure', params);
    case 'failed':
      return failureLine(t, outcome.error, params, goneKey(errand));
  }
}

function branchesOf(look: Look): { readonly branch: string; readonly target: string } {
  if (look.kind !== 'merge-request') return { branch: '', target: '' };
  const { sourceBranch, targetBranch } = look.mergeRequest;
  return { branch: sourceBranch, target: targetBranch };
}

/** What is answered goes more often than what it is on. */
function goneKey({ action, input: { threadId, answers } }: Errand): TextKey {
  const isAnswer = action === 'comment' && (threadId !== undefined || answers !== undefined);
  return isAnswer ? 'comment.answered-gone' : 'act.gone';
}

function doneLine(t: Texts, errand: Errand, { isWordless, keptBranch }: Receipt): TextLine {
  const params = wordsOf(t, errand);
  if (keptBranch !== undefined)
    return sentence(t, 'act.kept-branch', { ...params, ...keptWords(t, keptBranch) });
  return sentence(t, isWordless === true ? 'act.wordless' : (`act.done.${errand.action}` as TextKey), params);
}

export function keptWords(
  t: Texts,
  { name, code }: NonNullable<Receipt['keptBranch']>,
): { readonly branch: string; readonly why: string } {
  return { branch: name, why: whyWords(t, code) };
}

/** In a few words; empty for what another version of the program wrote down. */
export function whyWords(t: Texts, code: string | null): string {
  return code !== null && isFailureCode(code) && code !== 'busy' && code !== 'unsure'
    ? t(`act.why.${code}`)
    : '';
}

/** A gate that is closed for a reason that nobody named has no words of the forge. */
function refusalKey(action: string, { code, words }: Extract<Outcome, { kind: 'refused' }>): TextKey {
  if (code === 'no-pipeline' && action === 'new-pipeline') return 'act.refused.no-own-pipeline';
  return code === 'not-mergeable' && words === null ? 'act.refused.blocked' : `act.refused.${code}`;
}

/** What a person reads when the forge could not be asked, or does not see it. */
export function failureLine(t: Texts, error: ForgeError, params: PhraseParams, gone: TextKey): TextLine {
  const trouble = troubleOf(error);
  return sentence(t, error.code === 'not-found' ? gone : trouble.key, { ...params, ...trouble.params });
}

/** The same with whom or what it is done with. */
export function wordsOf(t: Texts, { ground, input }: Errand): PhraseParams {
  return { ...wordsFor(t, ground), who: input.person?.name ?? '', label: input.label ?? '' };
}

/** How every text may name what is acted on, in the words of its forge. */
export function wordsFor(
  t: Texts,
  { forge, target, label, url, project, deployment }: Ground,
): Readonly<Record<'it' | 'project' | 'forge' | 'context', Span>> {
  const context = forge.kind;
  const text = t(`act.it.${deployment === undefined ? target.kind : 'deployment'}`, { label, context });
  return {
    it: url === null ? text : { text, href: url },
    project: { text: project.path, href: project.url },
    forge: instanceLabel(forge),
    context,
  };
}

function stateOf(t: Texts, look: Look, { forge }: Ground): string {
  const context = forge.kind;
  if (look.kind === 'pipeline') return t(`act.state.pipeline-${look.pipeline.status}`, { context });
  const state = look.kind === 'issue' ? look.issue.state : look.mergeRequest.state;
  return t(`act.state.${state}`, { context });
}
