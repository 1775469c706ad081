import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describeMachine } from './machine.js';
import { type BenchOptions, type Part, PARTS, readOptions } from './options.js';
import { measureIdle } from './parts/idle-person.js';
import { measureOutbox } from './parts/outbox.js';
import { measureStart } from './parts/start.js';
import { measureTeam } from './parts/team-hour.js';
import { measureTimeline } from './parts/timeline.js';
import { measureThroughput } from './parts/throughput.js';

const MEASURE: Readonly<Record<Part, (options: BenchOptions) => Promise<string>>> = {
  team: measureTeam,
  idle: measureIdle,
  throughput: measureThroughput,
  outbox: measureOutbox,
  start: measureStart,
  timeline: measureTimeline,
};

/** Parts by the simulated clock, whose figures do not suffer from company on the machine. */
const SIMULATED: ReadonlySet<Part> = new Set(['team', 'idle']);

/** Each part in a process of its own, so that none inherits the memory of the one before it. */
async function runAll(argv: readonly string[], { forges }: BenchOptions): Promise<void> {
  const begun = Date.now();
  process.stdout.write(`${describeMachine()}\n\n`);
  const simulated = [
    ...forges.map((forge) => runPart('team', [...argv, '--forge', forge])),
    runPart('idle', argv),
  ];
  for (const output of simulated) process.stdout.write(await output);
  for (const part of PARTS) {
    if (!SIMULATED.has(part)) process.stdout.write(await runPart(part, argv));
  }
  process.stdout.write(`Measured in ${((Date.now() - begun) / 60_000).toFixed(1)} minutes.\n`);
}

async function runPart(part: Part, argv: readonly string[]): Promise<string> {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [self, ...argv, '--only', part], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return output;
  process.exitCode = 1;
  return `${output}The part "${part}" failed.\n\n`;
}

const argv = process.argv.slice(2);
const options = readOptions(argv);
if (options.only === null) await runAll(argv, options);
else {
  const part = MEASURE[options.only];
  process.stdout.write(`${await part(options)}\n`);
  process.exit(0);
}
