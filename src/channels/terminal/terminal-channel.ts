import { DeliveryError } from '../../domain/errors.js';
import type { Channel } from '../../domain/ports/channel.js';
import { type Layout, layOut } from './lay-out.js';
import type { Screen } from './screen.js';

/** A terminal, or whatever takes the place of one, as a channel. The address does not matter: there is one reader. */
export function createTerminalChannel(deps: {
  readonly screen: Pick<Screen, 'print'>;
  readonly layout: Layout;
}): Channel {
  const { screen, layout } = deps;
  let sent = 0;
  return {
    async send(_address, message) {
      try {
        await screen.print(layOut(message, layout));
      } catch (error) {
        throw toDeliveryError(error);
      }
      sent += 1;
      return String(sent);
    },
    // What has scrolled away cannot be changed.
    edit: () => Promise.resolve('gone'),
  };
}

/** A reader that has gone (`| head`) does not come back; anything else may be a disk that is full. */
export function toDeliveryError(error: unknown): DeliveryError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const isGone = code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
  return new DeliveryError(isGone ? 'unreachable' : 'unavailable', 'the output could not be written', {
    cause: error,
  });
}
