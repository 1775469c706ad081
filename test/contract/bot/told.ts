import type { Look, Target } from '../../../src/domain/actions/look.js';
import type { Project } from '../../../src/domain/project.js';

/** Something that the actor was told of: the message is there, whatever becomes of their rights. */
export interface Told {
  readonly project: Project;
  readonly target: Target;
  readonly messageId: string;
  /** As the owner sees it. */
  readonly look: Look;
}

/** What became of something typed. */
export interface Typed extends Pick<Ending, 'result' | 'said' | 'writes'> {
  /** The id of the issue, the pipeline or the comment. */
  readonly made: string | null;
}

export interface Ending {
  /** As `/history` has it; `none`: nothing new. */
  readonly result: string;
  readonly said: string;
  readonly writes: number;
  /** Done, and the subject does not show otherwise. */
  readonly isSeen: boolean;
}
