import type { SelectOption, StoredMessage } from '../../scripts/loopback/entities.ts';

/** What a test reads of a message. */

export function description(message: StoredMessage): string {
  return message.embeds[0]?.description ?? '';
}

export function footer(message: StoredMessage): string | undefined {
  return message.embeds[0]?.footer?.text;
}

/** Labels of the buttons, those that cannot be pressed in brackets. */
export function buttonLabels({ components }: StoredMessage): string[] {
  return components
    .flatMap((row) => row.components ?? [])
    .flatMap(({ label, disabled }) =>
      label === undefined ? [] : [disabled === true ? `(${label})` : label],
    );
}

/** Entries of the message's menu; none without one. */
export function menuOptions({ components }: StoredMessage): SelectOption[] {
  return components.flatMap((row) => row.components ?? []).flatMap(({ options = [] }) => options);
}

/** The value of a menu's entry. */
export function valueOf(message: StoredMessage, label: string): string {
  const option = menuOptions(message).find((each) => each.label === label);
  if (option === undefined) throw new Error(`The menu has no "${label}".`);
  return option.value;
}
