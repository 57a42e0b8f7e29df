import metadata from '../package.json' with { type: 'json' };
import { ANYWHERE, PUBLIC_ONLY } from '../src/fetch/access.ts';
import { fetchSources } from '../src/fetch/fetch-sources.ts';
import { isFruitless, reportText } from '../src/fetch/report.ts';
import { progressBar } from './progress-bar.ts';
import { readArguments, runEntry } from './run-entry.ts';

const HELP = `Fetches the web addresses in sources.txt, and what is new in their feeds, into the corpus folder.

npm run fetch -- [--corpus DIR] [--prune] [--allow-private] [--json]

  --corpus DIR     folder that holds sources.txt; pages go to fetched/ in it (CORPUS_DIR, corpus)
  --prune          remove files whose page is gone, or whose address is no longer listed
  --allow-private  also ask this machine and private networks, at any port: an intranet. Redirects and feeds
                   may then lead there too, so list only addresses that you trust
  --json           the report as one line of JSON

sources.txt holds one address a line; "feed " before it says that it is RSS or Atom, # begins a comment.
Exit codes: 0 done, 1 nothing could be fetched, 2 wrong usage.`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: {
      corpus: { type: 'string' },
      prune: { type: 'boolean' },
      'allow-private': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const bar = progressBar('Fetching');
  const report = await fetchSources({
    corpusDir: values.corpus ?? config.corpusDir,
    userAgent: `Footnote/${metadata.version} (${metadata.name}; fetches articles to be quoted)`,
    access: values['allow-private'] ? ANYWHERE : PUBLIC_ONLY,
    prune: values.prune ?? false,
    onProgress: bar.update,
  }).finally(bar.stop);
  console.log(values.json ? JSON.stringify(report) : reportText(report));
  if (isFruitless(report)) process.exitCode = 1;
});
