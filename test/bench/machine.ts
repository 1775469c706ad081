import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on, and how busy it was with other things when they began, in one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const gibibytes = (totalmem() / 1024 ** 3).toFixed(0);
  const cores = `${availableParallelism()} cores (${model})`;
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${cores}, ${gibibytes} GiB of memory, Node ${process.version}, ${process.platform}; load average before: ${load}`;
}
