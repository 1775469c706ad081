import type { TailSettings } from '../../config/tail.js';
import { createTranslator } from '../bot/translator.js';
import { createDesktopChannel, type Notify } from '../channels/desktop/desktop-channel.js';
import type { Screen } from '../channels/terminal/screen.js';
import { createTerminalChannel } from '../channels/terminal/terminal-channel.js';
import { EVENTS } from '../events/index.js';
import { createRenderer } from '../events/render/render-notification.js';
import { createFullTime, createShortTime } from './format-time.js';
import { Teller, type TellerDeps } from './tell.js';

type Given = Omit<
  TellerDeps,
  'settings' | 'screen' | 'terminal' | 'desktop' | 'renderer' | 't' | 'formatTime'
>;

export interface TellerOptions extends Given {
  readonly settings: TailSettings;
  readonly screen: Screen;
  readonly hasTerminal: boolean;
  readonly notify: Notify;
}

/** For eyes on a terminal, for programs anywhere else. */
export function createTeller({ settings, screen, hasTerminal, notify, ...rest }: TellerOptions): Teller {
  const { timeZone, hasColor, wantsDesktop } = settings;
  const layout = { form: hasTerminal ? 'block' : 'line', hasColor: hasTerminal && hasColor } as const;
  return new Teller({
    ...rest,
    settings,
    screen,
    terminal: createTerminalChannel({ screen, layout }),
    desktop: wantsDesktop ? createDesktopChannel(notify) : null,
    renderer: createRenderer(EVENTS, () => false),
    t: createTranslator()('en'),
    formatTime: hasTerminal ? createShortTime(timeZone) : createFullTime(timeZone),
  });
}
