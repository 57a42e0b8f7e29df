import { startPreview } from './preview/start-preview.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const PORT = 8765;
const FOLDER = 'data/preview';

const HELP = `A page on this machine that looks like Discord, with the real bot behind it. Nothing reaches Discord.

npm run preview -- [--port N] [--corpus DIR] [--index DIR]

  --port N       port of the page on 127.0.0.1 (${PORT}; 0 for any free one)
  --corpus DIR   folder of articles: .md and .txt (CORPUS_DIR, corpus)
  --index DIR    folder of the index, brought up to date first (${FOLDER}/index)

Settings, feedback and study sessions are kept in ${FOLDER} until the next preview.`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: { port: { type: 'string' }, corpus: { type: 'string' }, index: { type: 'string' } },
  });
  const port = portOf(values.port);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
  const starting = startPreview({
    port,
    config: {
      ...config,
      corpusDir: values.corpus ?? config.corpusDir,
      indexDir: values.index ?? `${FOLDER}/index`,
    },
    // Two previews at once have two ports.
    stateFile: `${FOLDER}/state-${port}.sqlite`,
    env: process.env,
    log: (line) => {
      console.error(line);
    },
  });
  const preview = await Promise.race([starting, stopped]);
  if (preview === undefined) {
    // Stopped while it was starting: what has started by now is stopped too. That it then fails is no news, since Ctrl+C
    // also reaches the processes that it waits for.
    await starting.then(
      (started) => started.stop(),
      () => undefined,
    );
    return;
  }
  console.log(`The preview is at ${preview.url} (Ctrl+C stops it).`);
  try {
    await Promise.race([stopped, preview.ended]);
  } finally {
    await preview.stop();
  }
});

function portOf(text: string | undefined): number {
  const port = text === undefined ? PORT : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(
    `"${text ?? ''}" is not a port: it is a number from 1 to 65535, such as ${PORT}, or 0.`,
  );
}
