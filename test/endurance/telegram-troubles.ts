import type { Fault } from '../simulator/core/faults.js';

/** A refusal as the Bot API words it. */
export function refusal(code: number, description: string, parameters: object = {}): Fault {
  return {
    kind: 'status',
    status: code,
    body: JSON.stringify({ ok: false, error_code: code, description, parameters }),
    contentType: 'application/json',
  };
}

/** What stands in front of the Bot API when that is away. */
export const badGateway: Fault = {
  kind: 'status',
  status: 502,
  body: '<html><body>Bad Gateway</body></html>',
  contentType: 'text/html',
};
