const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Names under which the page may be asked for, so that a foreign name that leads here opens nothing. */
export function hostsOf(http: {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
}): readonly string[] {
  const bound = http.host.includes(':') ? `[${http.host}]` : http.host.toLowerCase();
  const isLoopback = LOOPBACK.includes(bound) || bound.startsWith('127.');
  const names = isLoopback ? [bound, ...LOOPBACK] : [bound];
  const own = names.map((name) => `${name}:${http.port}`);
  return http.publicUrl === null ? own : [...own, new URL(http.publicUrl).host];
}
