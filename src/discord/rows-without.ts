import type { Message as DiscordMessage } from 'discord.js';
import { parseCustomId } from './custom-id.ts';
import type { Row } from './message.ts';

/**
 * The rows of a message of the bot, as data, less the buttons and menus of some actions; a row that is left empty goes.
 * The bot sends no other components than rows.
 */
export function rowsWithout(shown: DiscordMessage, actions: readonly string[]): Row[] {
  return shown.components
    .map((component) => component.toJSON() as Row)
    .map((row) => ({
      ...row,
      components: row.components.filter(
        (component) =>
          !('custom_id' in component) || !actions.includes(parseCustomId(component.custom_id).action),
      ),
    }))
    .filter((row) => row.components.length > 0);
}
