import { OPTION_TYPE } from '../../loopback/option-type.ts';
import type { OptionView } from '../protocol.ts';
import { descriptionIn, nameIn } from './labels.ts';
import { isIn } from './message-actions.ts';
import type { Store } from './store.ts';

const SLASH_COMMAND = 1;

/** A slash command, or one of its subcommands, that can be used in the channel on the screen. */
export interface UsableCommand {
  command: string;
  subcommand: string | undefined;
  /** Its name in the person's language, without the slash. */
  label: string;
  /** What may be typed for it, in lower case. */
  names: string[];
  description: string;
  options: OptionView[];
}

export function usableCommands(store: Store): UsableCommand[] {
  const { locale, channelId } = store;
  return store.commands
    .filter(({ type = SLASH_COMMAND }) => type === SLASH_COMMAND)
    .filter(({ contexts }) => isIn(contexts, store, channelId))
    .flatMap((command): UsableCommand[] => {
      const { name, options = [] } = command;
      const label = nameIn(command, locale);
      const subcommands = options.filter(({ type }) => type === OPTION_TYPE.subcommand);
      if (subcommands.length === 0) {
        const description = descriptionIn(command, locale);
        return [
          { command: name, subcommand: undefined, label, names: namesOf(label, name), description, options },
        ];
      }
      return subcommands.map((subcommand) => {
        const inner = nameIn(subcommand, locale);
        return {
          command: name,
          subcommand: subcommand.name,
          label: `${label} ${inner}`,
          names: namesOf(`${label} ${inner}`, `${name} ${subcommand.name}`),
          description: descriptionIn(subcommand, locale),
          options: subcommand.options ?? [],
        };
      });
    });
}

function namesOf(...names: string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
