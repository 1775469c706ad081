/** Words after a command, in either language whatever the reader's: a phone's keyboard stays as it is. */
const OFF: readonly string[] = ['off', 'выкл', 'нет'];
const ALL: readonly string[] = ['all', 'всё', 'все'];
const REMIND: readonly string[] = ['remind', 'напоминать', 'напомни'];

export function isOff(word: string): boolean {
  return OFF.includes(word.toLowerCase());
}

export function isAll(word: string): boolean {
  return ALL.includes(word.toLowerCase());
}

export function isRemind(word: string): boolean {
  return REMIND.includes(word.toLowerCase());
}
