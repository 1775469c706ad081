import { spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from './wait-until.js';

const TOOLS = ['Xvfb', 'dunst', 'notify-send', 'dbus-run-session'];
const LIMIT_MS = 20_000;

/** Programs of a desktop that this machine lacks. */
export function missingDesktopTools(): readonly string[] {
  return TOOLS.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
}

/** A screen in memory with a session bus and a notification daemon, which says what it shows. */
export interface Desktop {
  readonly settings: { readonly DISPLAY: string; readonly DBUS_SESSION_BUS_ADDRESS: string };
  /** What the notification daemon wrote of the notes that it shows. */
  readonly shown: string;
  /** The pixels as they are. */
  pixels(): Promise<Buffer>;
  close(): Promise<void>;
}

// The first free display writes its number; the framebuffer is a file.
const SESSION = `
  exec 3>display
  Xvfb -displayfd 3 -screen 0 640x240x24 -nolisten tcp -fbdir . >/dev/null 2>&1 &
  exec 3>&-
  until [ -s display ]; do sleep 0.05; done
  export DISPLAY=":$(cat display)"
  echo "session $DISPLAY $DBUS_SESSION_BUS_ADDRESS"
  exec dunst -print`;

/** `directory` is empty, and the desktop's own. */
export async function startDesktop(directory: string): Promise<Desktop> {
  const session = spawn('dbus-run-session', ['--', 'bash', '--norc', '-c', SESSION], {
    cwd: directory,
    env: { PATH: process.env['PATH'] ?? '', HOME: directory },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const gone = new Promise((done) => session.once('close', done));
  let shown = '';
  session.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const close = async (): Promise<void> => {
    if (session.pid !== undefined && session.exitCode === null) process.kill(-session.pid, 'SIGTERM');
    await gone;
  };
  const found = (): RegExpExecArray | null => /session (\S+) (\S+)\n/.exec(shown);
  const pixels = (): Promise<Buffer> => readFile(join(directory, 'Xvfb_screen0'));
  try {
    await waitUntil(() => found() !== null, 'a screen', LIMIT_MS);
  } catch (error) {
    await close();
    throw error;
  }
  const [, DISPLAY = '', DBUS_SESSION_BUS_ADDRESS = ''] = found() ?? [];
  return {
    settings: { DISPLAY, DBUS_SESSION_BUS_ADDRESS },
    get shown() {
      return shown;
    },
    pixels,
    close,
  };
}
