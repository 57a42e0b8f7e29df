import type { APIEmbed } from 'discord.js';
import type { ArticleSummary } from '../../engine.ts';
import { scoreboard, type Score } from '../../study/scoreboard.ts';
import type { StudySession } from '../../study/session.ts';
import { COLOURS } from '../message.ts';
import { LONGEST_TITLE_LINE, titleLine } from '../reading/article-title.ts';
import { inLanguage } from '../wording/language.ts';
import { STUDY_REPLY_WORDING, type StudyReplyWording } from '../wording/study-replies.ts';
import { LONGEST_NAME, personName } from './render-names.ts';

/** People in the table. */
const MOST_LINES = 15;
/** Characters of a line besides the name, and of what is said around the table. */
const LINE_EXTRA = 60;
const AROUND = 300;
/** Characters of Markdown of the longest score. */
export const LONGEST_SCORE = LONGEST_TITLE_LINE + MOST_LINES * (LONGEST_NAME + LINE_EXTRA) + AROUND;

const MEDALS = ['🥇', '🥈', '🥉'];

export interface ScoreContext {
  /** What was read: of an article that is gone, the title that was kept. */
  article: Pick<ArticleSummary, 'id' | 'title' | 'url'>;
  /** Whether the study ended, or a link to where the group is. */
  here: string | null;
  locale: string;
}

/** Who has how many points, best first; those with as many share a place. */
export function renderScore(session: StudySession, { article, here, locale }: ScoreContext): APIEmbed {
  const wording = inLanguage(STUDY_REPLY_WORDING, locale);
  const { scores, asked, solved } = scoreboard(session);
  const lines = scores.slice(0, MOST_LINES).map((score) => scoreLine(score, wording));
  if (scores.length > MOST_LINES) lines.push(wording.scores.more(scores.length - MOST_LINES));
  const description = [
    titleLine(article),
    lines.length === 0 ? wording.scores.nobody : lines.join('\n'),
    [
      asked === 0 ? '' : wording.scores.total({ asked, solved }),
      here === null ? wording.scores.askOn : wording.scores.here(here),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  ].join('\n\n');
  const title = here === null ? wording.scores.ended : wording.scores.soFar;
  return { color: COLOURS.answered, title, description };
}

function scoreLine({ place, name, points, answered }: Score, { scores }: StudyReplyWording): string {
  // A full stop behind a number would make Discord number the lines itself, without shared places.
  const rank = points > 0 ? (MEDALS[place - 1] ?? `${place}\\.`) : '–';
  return `${rank} **${personName(name)}** ${scores.line({ points, answered })}`;
}
