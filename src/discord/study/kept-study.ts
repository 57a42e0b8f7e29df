import { z } from 'zod';
import { FootnoteError } from '../../errors.ts';
import { placeOf, readSession, type StudySession } from '../../study/session.ts';
import { UNTIL_ACKNOWLEDGED } from '../acknowledge-when-done.ts';
import type { Context } from '../feature.ts';
import { refusal } from '../refusal.ts';
import { settledWithin } from '../settled-within.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import { openPlace, type OpenPlace } from './study-ids.ts';

const envelopeSchema = z.object({
  /** Of whoever started: all that the whole group sees is in their language. */
  locale: z.string(),
  startedBy: z.string(),
  articleId: z.string(),
  /** Names the article when it is gone. */
  title: z.string(),
  /** The message of the open quotation or question; `null` until the first one is shown. */
  messageId: z.string().nullable(),
  /** Those before it. */
  earlier: z.array(z.string()),
  session: z.unknown(),
});

/** A study as it is kept: the session, and what Discord needs around it. */
export interface Study extends Omit<z.infer<typeof envelopeSchema>, 'session'> {
  threadId: string;
  guildId: string;
  session: StudySession;
}

/**
 * The open study of a thread; `null` when there is none.
 * @throws Refusal when it cannot be read (another version wrote it); it has ended then, so that a new one can begin.
 */
export async function findStudy(
  { state, log }: Pick<Context, 'state' | 'log'>,
  threadId: string,
): Promise<Study | null> {
  const row = await state.studies.open(threadId);
  if (row === null) return null;
  try {
    const { session, ...envelope } = readEnvelope(row.json);
    return { ...envelope, threadId, guildId: row.guildId, session: readSession(JSON.stringify(session)) };
  } catch (error) {
    if (!(error instanceof FootnoteError) || error.code !== 'study-session-unreadable') throw error;
    await state.studies.end(threadId);
    log(`The study in thread ${threadId} has ended: ${error.message}`);
    throw refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.unreadable);
  }
}

/** The same. @throws Refusal when there is none. */
export async function openStudy(context: Pick<Context, 'state' | 'log'>, threadId: string): Promise<Study> {
  const study = await findStudy(context, threadId);
  if (study === null) throw refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.noStudy);
  return study;
}

/** Writes it down; a finished session ends the study. */
export async function saveStudy(state: Context['state'], study: Study): Promise<void> {
  const { threadId, guildId, ...envelope } = study;
  const { articleKey, changedAt, state: sessionState } = study.session;
  const updatedAt = new Date(changedAt);
  await state.studies.save({
    threadId,
    guildId,
    articleKey,
    json: JSON.stringify(envelope),
    updatedAt,
    endedAt: sessionState === 'finished' ? updatedAt : null,
  });
}

/**
 * The same where Discord still waits for the acknowledgement: for what must be said to one person alone, before a reply that
 * all see, and for a form, which is an acknowledgement itself.
 * @throws FootnoteError `state-slow` when it takes too long
 */
export async function studyBeforeReply(
  context: Pick<Context, 'state' | 'log'>,
  threadId: string,
): Promise<Study> {
  const study = await settledWithin(openStudy(context, threadId), UNTIL_ACKNOWLEDGED);
  if (study !== null) return study;
  throw new FootnoteError(
    'state-slow',
    `The study in thread ${threadId} could not be read within ${UNTIL_ACKNOWLEDGED} ms. See whether the database that keeps the state answers, and how fast.`,
  );
}

/** Where the group is; an open study has a place. */
export function placeIn({ session }: Study): OpenPlace {
  const place = openPlace(placeOf(session));
  if (place === null) throw new Error('a study that has ended has no place');
  return place;
}

/** Whether the group is still where a button was shown. */
export function isAt(study: Study, place: OpenPlace | null): boolean {
  const here = placeIn(study);
  return here.step === place?.step && here.question === place.question;
}

function readEnvelope(json: string): z.infer<typeof envelopeSchema> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw unreadable('it is not JSON', cause);
  }
  const read = envelopeSchema.safeParse(value);
  if (!read.success) throw unreadable(z.prettifyError(read.error), read.error);
  return read.data;
}

function unreadable(why: string, cause: unknown): FootnoteError {
  return new FootnoteError(
    'study-session-unreadable',
    `The kept study cannot be read (${why}). Start it again.`,
    { cause },
  );
}
