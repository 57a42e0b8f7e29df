import type { Guild, Person } from '../loopback/entities.ts';
import type { LoopbackDiscord } from '../loopback/loopback-discord.ts';
import { bitsOf, EVERYONE } from '../loopback/permissions.ts';

/** The server of the preview and those who can be tried out in it. */
export interface Cast {
  guild: Guild;
  /** A moderator first, then members. */
  people: Person[];
}

/** Ids stay the same from one start to the next, so that bookmarks and the choice of person do too. */
const IDS = {
  guild: '2000000000000000100',
  channels: ['3000000000000000100', '3000000000000000101'],
  people: ['4000000000000000100', '4000000000000000101', '4000000000000000102'],
} as const;

const MODERATOR = EVERYONE | bitsOf(['manageServer', 'manageMessages', 'manageThreads']);

/** Fills an empty loopback: a server with two channels, a moderator, two members, each with direct messages to the bot. */
export function addCast(discord: LoopbackDiscord): Cast {
  const guild = discord.addGuild({ id: IDS.guild, name: 'Reading Group' });
  discord.addChannel({ id: IDS.channels[0], name: 'reading-group', guild });
  discord.addChannel({ id: IDS.channels[1], name: 'general', guild });
  const people = [
    discord.addPerson({ id: IDS.people[0], username: 'moderator', permissions: String(MODERATOR) }),
    discord.addPerson({ id: IDS.people[1], username: 'reader' }),
    discord.addPerson({ id: IDS.people[2], username: 'newcomer' }),
  ];
  for (const person of people) discord.world.directMessagesWith(person);
  return { guild, people };
}
