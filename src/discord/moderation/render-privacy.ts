import { ButtonStyle, time, TimestampStyles, type APIEmbedField } from 'discord.js';
import type { KeptCounts, KeptKind } from '../../state/kept.ts';
import { RETENTION_DAYS } from '../../state/retention.ts';
import type { ServerSettings } from '../../state/settings.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { inLanguage } from '../wording/language.ts';
import { PRIVACY_WORDING, type PrivacyWording } from '../wording/privacy.ts';
import { privacyId } from './moderation-ids.ts';

/** In the order in which they are shown. */
const KINDS: readonly KeptKind[] = ['settings', 'feedback', 'unanswered', 'usage', 'studies'];

/** What is kept of a server, in plain words, with counts and oldest dates. */
export function renderPrivacy(kept: KeptCounts, settings: ServerSettings, locale: string): Message {
  const wording = inLanguage(PRIVACY_WORDING, locale);
  const fields: APIEmbedField[] = KINDS.map((kind) => ({
    name: wording.kinds[kind],
    value: `${describe(kind, settings, wording)}\n**${amount(kept[kind], wording)}**`,
  }));
  const remove = button({
    customId: privacyId('ask'),
    label: wording.deleteButton,
    style: ButtonStyle.Danger,
    disabled: total(kept) === 0,
  });
  return message({
    embeds: [{ color: COLOURS.neutral, title: wording.title, description: wording.intro, fields }],
    components: buttonRows([remove]),
  });
}

/** Asks before all of it is deleted. */
export function renderConfirmDelete(kept: KeptCounts, locale: string): Message {
  const wording = inLanguage(PRIVACY_WORDING, locale);
  const buttons = [
    button({ customId: privacyId('delete'), label: wording.confirmButton, style: ButtonStyle.Danger }),
    button({ customId: privacyId('show'), label: wording.back }),
  ];
  return message({
    embeds: [{ color: COLOURS.related, title: wording.title, description: wording.confirm(total(kept)) }],
    components: buttonRows(buttons),
  });
}

/** What was deleted. */
export function renderDeleted(deleted: KeptCounts, locale: string): Message {
  const wording = inLanguage(PRIVACY_WORDING, locale);
  const lines = KINDS.filter((kind) => deleted[kind].count > 0).map(
    (kind) => `• ${wording.deleted(wording.kinds[kind], deleted[kind].count)}`,
  );
  const description =
    lines.length === 0 ? wording.nothingDeleted : `${lines.join('\n')}\n\n${wording.afterwards}`;
  return message({ embeds: [{ color: COLOURS.answered, title: wording.deletedTitle, description }] });
}

function describe(kind: KeptKind, { unanswered }: ServerSettings, wording: PrivacyWording): string {
  switch (kind) {
    case 'settings':
      return wording.settings;
    case 'feedback':
      return wording.feedback(RETENTION_DAYS.feedback);
    case 'unanswered':
      return unanswered === null ? wording.unansweredOff : wording.unanswered(unanswered.days);
    case 'usage':
      return wording.usage(RETENTION_DAYS.usage);
    case 'studies':
      return wording.studies(RETENTION_DAYS.endedStudy, RETENTION_DAYS.openStudy);
  }
}

function amount({ count, oldest }: KeptCounts[KeptKind], wording: PrivacyWording): string {
  if (count === 0 || oldest === null) return wording.none;
  return wording.count(count, time(oldest, TimestampStyles.ShortDate));
}

function total(kept: KeptCounts): number {
  return KINDS.reduce((sum, kind) => sum + kept[kind].count, 0);
}
