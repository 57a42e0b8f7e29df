import type { MessageComponentInteraction } from 'discord.js';
import type { BuildSummary } from '../../index/build-index.ts';
import type { ComponentHandler, Context } from '../feature.ts';
import { refusal } from '../refusal.ts';
import { counted } from '../wording/counted.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';
import { REINDEX_WORDING } from '../wording/reindex.ts';
import { serverOf } from './for-moderators.ts';
import { asOnlyChange } from './index-change.ts';
import { LatestEdit } from './latest-edit.ts';
import { REINDEX } from './moderation-ids.ts';
import { ReindexMessage } from './reindex-message.ts';
import { renderCancelled, renderProgress, renderRolledBack, renderSummary } from './render-reindex.ts';

/** Milliseconds between two edits of the progress: Discord lets a message be edited about once a second. */
const EDIT_PAUSE = 2000;

/** The buttons of `/reindex`. One change of the index at a time. */
export const reindexControls: ComponentHandler = {
  action: REINDEX,

  async execute(interaction, [act, before, after], context) {
    serverOf(interaction);
    if (act === 'cancel') await interaction.update(renderCancelled(interaction.locale));
    else if (act === 'build')
      await asOnlyChange(interaction, context.indexing, () => build(interaction, context));
    else if (act === 'rollback' && before !== undefined && after !== undefined)
      await asOnlyChange(interaction, context.indexing, () => rollBack(interaction, before, after, context));
    else throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
  },
};

async function build(interaction: MessageComponentInteraction, context: Context): Promise<void> {
  const { locale } = interaction;
  const { indexing, log } = context;
  await interaction.update(renderProgress(null, locale));
  const shown = new ReindexMessage(interaction, log);
  const engine = await context.engine;
  const before = engine.status().version;

  const progress = new LatestEdit<{ done: number; total: number }>(
    (state) => shown.show(renderProgress(state, locale)),
    EDIT_PAUSE,
  );
  const summary = await shown.attempt('build', async () => {
    try {
      return await indexing.build((done, total) => {
        progress.show({ done, total });
      });
    } finally {
      await progress.end();
    }
  });
  if (summary === null) return;
  if ((await shown.attempt('refresh', () => engine.refresh())) === null) return;

  const inUse = engine.status();
  const isTold = await shown.show(renderSummary(summary, { before, inUse, locale }));
  const outcome = describe(summary, inUse.version);
  log(isTold ? outcome : `${outcome} The moderator who asked for it could not be told.`);
}

/** What a build has done, for the log. */
function describe({ rebuilt, added, changed, removed }: BuildSummary, version: string): string {
  if (!rebuilt) return `/reindex: there was nothing to build; version ${version} is in use.`;
  const counts = `${counted(added.length, 'article')} added, ${changed.length} changed, ${removed.length} removed`;
  return `/reindex: version ${version} is in use: ${counts}.`;
}

/**
 * Goes back to the version before the one in use.
 * @param before the version that the button promised.
 * @param after the version that has to be in use still for that.
 */
async function rollBack(
  interaction: MessageComponentInteraction,
  before: string,
  after: string,
  context: Context,
): Promise<void> {
  await interaction.deferUpdate();
  const { indexing, log } = context;
  const shown = new ReindexMessage(interaction, log);
  const engine = await context.engine;
  // Another process may have changed the index; the engine may not have heard of it yet.
  if ((await shown.attempt('refresh', () => engine.refresh())) === null) return;
  const { version } = engine.status();
  if (version !== after) throw refusal(REINDEX_WORDING, ({ rollbackGone }) => rollbackGone(version));

  const rolled = await shown.attempt('rollback', () => indexing.rollback(before));
  if (rolled === null) return;
  if ((await shown.attempt('refresh', () => engine.refresh())) === null) return;
  await shown.show(renderRolledBack(rolled, interaction.locale));
  log(`/reindex: rolled back to version ${rolled.version}.`);
}
