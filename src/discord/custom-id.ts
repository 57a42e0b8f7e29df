/**
 * What a button, menu or form does, written into the custom id that Discord hands back: `action:argument:argument`. It is
 * the only place where the state of a message lives, so a button works as long as its message stands.
 */

/** https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
const CUSTOM_ID_LIMIT = 100;
const SEPARATOR = ':';

/** @throws Error when it does not fit or an argument holds a colon: a bug, since callers know how long theirs are. */
export function customId(action: string, ...args: (string | number)[]): string {
  const parts = [action, ...args.map(String)];
  const id = parts.join(SEPARATOR);
  if (id.length > CUSTOM_ID_LIMIT) throw new Error(`the custom id "${id}" is longer than ${CUSTOM_ID_LIMIT}`);
  if (parts.some((part) => part.includes(SEPARATOR))) throw new Error(`the custom id "${id}" is ambiguous`);
  return id;
}

export function parseCustomId(id: string): { action: string; args: string[] } {
  const [action = '', ...args] = id.split(SEPARATOR);
  return { action, args };
}

/** A whole number from a custom id's argument, in base 10 or another; `null` when it is none. */
export function wholeNumber(arg: string | undefined, base = 10): number | null {
  const number = Number.parseInt(arg ?? '', base);
  return Number.isSafeInteger(number) && number >= 0 && number.toString(base) === arg ? number : null;
}
