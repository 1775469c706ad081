import { setImmediate as afterEvents } from 'node:timers/promises';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Turns a call about many things into one about a single thing. Calls that come together, or while one is under way,
 * share the next: the busier it gets, the less each of them costs. `run` answers in the order of its items.
 */
export function gatherCalls<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  const drain = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      await afterEvents();
      const together = waiting;
      waiting = [];
      await answer(together, run);
    }
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void drain();
    });
}

async function answer<Item, Result>(
  together: readonly Waiting<Item, Result>[],
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await run(together.map(({ item }) => item));
    together.forEach(({ resolve, reject }, index) => {
      if (index in results) resolve(results[index] as Result);
      else reject(new Error('A gathered call was not answered.'));
    });
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}
