import type { RequestListener } from 'node:http';
import type { Config } from '../config/index.js';
import type { LogFields } from './domain/logger.js';
import { checkHealth, type HealthReport } from './runtime/health.js';
import { type HttpServer, startHttpServer } from './runtime/http-server.js';
import { createMetrics, type Metrics } from './runtime/metrics.js';
import { loadSecretKey } from './storage/secret-key.js';
import { openStorage, type Storage } from './storage/open-storage.js';
import type { AppDeps, Daemon } from './daemon.js';

export interface App {
  /** Resolves when the daemon is at work; rejects with `ConfigError` when it cannot be. */
  readonly start: () => Promise<void>;
  /** In order: takes nothing new, ends what is under way, closes the database. */
  readonly stop: () => Promise<void>;
}

export function createApp(config: Config, deps: AppDeps): App {
  const opening = new AbortController();
  const metrics = createMetrics();
  let storage: Storage | null = null;
  let daemon: Daemon | null = null;
  let http: HttpServer | null = null;

  return {
    async start() {
      if (config.http.port !== 0) {
        http = await serveHttp(config, deps, metrics, () => ({ storage, daemon }));
      }
      const secretKey = await loadSecretKey(config.secretKey?.reveal() ?? '', config.dataDir);
      // Most of a start is the loading of modules: the database answers meanwhile.
      const [opened, { buildDaemon }] = await Promise.all([
        openStorage({
          databaseUrl: config.databaseUrl?.reveal() ?? null,
          dataDir: config.dataDir,
          secretKey,
          logger: deps.logger,
          clock: deps.clock,
          signal: opening.signal,
          onFatal: deps.onFatal,
        }),
        import('./daemon.js'),
      ]);
      storage = opened;
      daemon = await buildDaemon(config, deps, { storage, metrics });
      await daemon.pulse.start();
      daemon.scheduler.start();
      daemon.dispatcher.start();
      daemon.digests.start();
      deps.logger.info({ database: storage.kind, ...connectionsOf(config) }, 'at work');
      void daemon.reactions?.start().catch(deps.onFatal);
      await daemon.bot.start();
    },
    async stop() {
      opening.abort();
      await daemon?.bot.stop();
      await daemon?.reactions?.stop();
      await daemon?.leave();
      await daemon?.scheduler.stop();
      await daemon?.digests.stop();
      await daemon?.dispatcher.stop();
      await daemon?.pulse.stop();
      await http?.close();
      await storage?.close();
    },
  };
}

/** What is asked, and which way; for the log. */
function connectionsOf({ forges, proxies }: Config): LogFields {
  const urls = { forges: forges.map(({ url }) => url) };
  return proxies === null ? urls : { ...urls, proxies };
}

function serveHttp(
  config: Config,
  { logger, clock }: AppDeps,
  metrics: Metrics,
  parts: () => { readonly storage: Storage | null; readonly daemon: Daemon | null },
): Promise<HttpServer> {
  const outboxDepth = (now: Date): ReturnType<Storage['outbox']['depth']> => {
    const { storage } = parts();
    return storage === null
      ? Promise.reject(new Error('the database is not open'))
      : storage.outbox.depth(now);
  };
  const health = (): Promise<HealthReport> =>
    checkHealth({
      ping: async () => parts().storage?.ping() ?? Promise.reject(new Error('the database is not open')),
      telegramIsWell: () => parts().daemon?.bot.isWell() ?? false,
      outboxDepth,
      clock,
    });
  let site: Promise<RequestListener> | null = null;
  return startHttpServer({
    ...config.http,
    logger,
    checkHealth: health,
    // Its modules are loaded for the first who asks.
    site: async () => {
      const { daemon } = parts();
      if (daemon === null) return null;
      site ??= import('./web/serve.js').then(({ serveSite }) =>
        serveSite({ ...daemon.site, checkHealth: health }),
      );
      return site;
    },
    renderMetrics: async () => {
      await outboxDepth(clock()).then(metrics.setOutboxDepth, () => undefined);
      return metrics.render();
    },
  });
}
