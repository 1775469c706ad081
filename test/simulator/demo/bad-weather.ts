import { clearTimeout, setTimeout } from 'node:timers';
import { addToken } from './demo-world.js';
import type { PanelAction } from './panel.js';

const BROKEN_MS = 60_000;

/** What may go wrong with a forge, and how it is mended. */
export const BAD_WEATHER: readonly PanelAction[] = [
  {
    id: 'break-forge',
    group: 'Bad weather',
    label: 'Break it for a minute',
    run: (forge) => {
      forge.mend?.();
      const off = forge.server.faults.add({
        path: /./,
        fault: { kind: 'status', status: 502, body: '<html>Bad Gateway</html>', contentType: 'text/html' },
      });
      const timer = setTimeout(() => forge.mend?.(), BROKEN_MS).unref();
      forge.mend = () => {
        clearTimeout(timer);
        off();
        forge.mend = null;
      };
      return 'it answers 502 for a minute';
    },
  },
  {
    id: 'mend-forge',
    group: 'Bad weather',
    label: 'Mend it now',
    run: (forge) => {
      forge.mend?.();
      return 'it is well again';
    },
  },
  {
    id: 'revoke-token',
    group: 'Bad weather',
    label: 'Revoke my token',
    run: (forge) => {
      forge.world.revokeToken(forge.token);
      forge.isTokenRevoked = true;
      return 'it refuses your token from now on';
    },
  },
  {
    id: 'new-token',
    group: 'Bad weather',
    label: 'Give me a new token',
    run: (forge) => {
      forge.token = addToken(forge.kind, forge.world);
      forge.isTokenRevoked = false;
      return 'a new token waits above the message field';
    },
  },
];
