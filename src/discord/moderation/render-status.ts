import { channelMention, time, TimestampStyles } from 'discord.js';
import type { IndexStatus } from '../../engine.ts';
import type { ServerSettings } from '../../state/settings.ts';
import type { UsageToday } from '../../state/usage.ts';
import { plainLine } from '../escape.ts';
import { cut, EMBED_LIMITS } from '../limits.ts';
import { COLOURS, message, type Message } from '../message.ts';
import type { ShardPlace } from '../shard-place.ts';
import { inLanguage } from '../wording/language.ts';
import { MODERATION_WORDING, type ModerationWording } from '../wording/moderation.ts';
import { codeBlock, inlineCode } from '../code.ts';

export interface Status {
  index: IndexStatus;
  /** Questions of this server. */
  here: UsageToday;
  /** Questions of all servers and direct messages together. */
  everywhere: UsageToday;
  /** When today began for the bot's machine. */
  since: Date;
  settings: ServerSettings;
  /** The process that this server's questions go to; `null` when there is one alone. */
  shard: ShardPlace | null;
  /** See `SettingsStore.faults`. */
  faults: string[];
}

/** Channels named; a menu lets no more be chosen. */
const NAMED_CHANNELS = 25;

/** How the bot is doing in a server. */
export function renderStatus(status: Status, locale: string): Message {
  const wording = inLanguage(MODERATION_WORDING, locale);
  const { settings, faults } = status;
  const { unanswered } = settings;
  const fields = [
    { name: wording.index, value: renderIndex(status.index, wording) },
    { name: wording.questionsToday, value: renderQuestions(status, wording) },
    { name: wording.mentions, value: renderPlaces(settings, wording) },
    {
      name: wording.unanswered,
      value: unanswered === null ? wording.unansweredOff : wording.unansweredOn(unanswered.days),
    },
  ];
  if (faults.length > 0)
    fields.push({ name: wording.faults, value: codeBlock(faults.join('\n'), EMBED_LIMITS.fieldValue) });
  const { shard } = status;
  const footer = shard === null ? {} : { footer: { text: wording.shard(shard.id + 1, shard.count) } };
  return message({ embeds: [{ color: COLOURS.neutral, title: wording.title, fields, ...footer }] });
}

function renderIndex(index: IndexStatus, { indexFacts }: ModerationWording): string {
  const { version, model, createdAt, ...counts } = index;
  return indexFacts({
    ...counts,
    version: inlineCode(cut(plainLine(version), 100)),
    model: inlineCode(cut(plainLine(model), 200)),
    age: time(new Date(createdAt), TimestampStyles.RelativeTime),
  });
}

function renderQuestions({ here, everywhere, since }: Status, wording: ModerationWording): string {
  const { p50Milliseconds: half, p95Milliseconds: most } = here;
  return [
    here.count === 0 ? wording.noQuestions : wording.questions(here),
    half === null || most === null ? '' : wording.times(duration(half), duration(most)),
    wording.questionsEverywhere(everywhere.count, time(since, TimestampStyles.ShortTime)),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function renderPlaces({ answerChannels }: ServerSettings, wording: ModerationWording): string {
  if (answerChannels === null) return wording.mentionsEverywhere;
  if (answerChannels.length === 0) return wording.mentionsNowhere;
  return answerChannels.slice(0, NAMED_CHANNELS).map(channelMention).join(' ');
}

/** "40 ms", "1.2 s": the same in every language. */
function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
