import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Resident memory of any process in MiB, the kernel's count. */
export async function residentMiB(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    if (kibibytes !== undefined) return Number(kibibytes) / 1_024;
  } catch (error) {
    if (process.platform === 'linux') throw error;
  }
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) / 1_024;
}

export interface Load {
  readonly seconds: number;
  /** Of one core. */
  readonly cpuPercent: number;
  readonly maxResidentMiB: number;
}

/** Watches this process, all of its threads, until `end`. */
export function watchLoad(): { end(): Load } {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  let most = process.memoryUsage.rss();
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 250);
  return {
    end() {
      clearInterval(timer);
      const { user, system } = process.cpuUsage(cpu);
      const seconds = (performance.now() - begun) / 1_000;
      return {
        seconds,
        cpuPercent: ((user + system) / 1e6 / seconds) * 100,
        maxResidentMiB: Math.max(most, process.memoryUsage.rss()) / 1024 ** 2,
      };
    },
  };
}
