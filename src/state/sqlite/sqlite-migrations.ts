import type { StateQueries } from '../database.ts';
import { makeVoterSalt } from '../voter-salt.ts';

/** A step that brings the state file from one version to the next. Never changed once released: a new one is added. */
export interface SqliteMigration {
  /** What it brings, for people. */
  name: string;
  /** Statements without `BEGIN` and `COMMIT`. */
  sql: string;
  /** Writes what no statement can say, after them and in the same transaction. */
  fill?: (tx: StateQueries) => Promise<void>;
}

/**
 * In order; a file's `PRAGMA user_version` is the number of those that it has had. Times are milliseconds since 1970
 * (UTC). IDs are Discord's, as text: they do not fit a JavaScript number.
 */
export const SQLITE_MIGRATIONS: readonly SqliteMigration[] = [
  {
    name: 'settings, feedback, unanswered questions, usage, study sessions',
    sql: `
      CREATE TABLE secrets (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;

      CREATE TABLE settings (
        guild_id TEXT NOT NULL,
        name     TEXT NOT NULL,
        value    TEXT NOT NULL,
        at       INTEGER NOT NULL,
        PRIMARY KEY (guild_id, name)
      ) STRICT;

      CREATE TABLE feedback (
        id         INTEGER PRIMARY KEY,
        guild_id   TEXT NOT NULL,
        kind       TEXT NOT NULL,
        voter      TEXT NOT NULL,
        question   TEXT NOT NULL,
        article_id TEXT,
        title      TEXT,
        paragraph  INTEGER,
        quote      TEXT,
        at         INTEGER NOT NULL,
        UNIQUE (voter, kind)
      ) STRICT;
      CREATE INDEX feedback_of_guild ON feedback (guild_id, at);

      CREATE TABLE unanswered (
        id       INTEGER PRIMARY KEY,
        guild_id TEXT NOT NULL,
        question TEXT NOT NULL,
        state    TEXT NOT NULL,
        at       INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX unanswered_of_guild ON unanswered (guild_id, at);

      CREATE TABLE usage (
        id           INTEGER PRIMARY KEY,
        guild_id     TEXT NOT NULL,
        milliseconds REAL NOT NULL,
        state        TEXT NOT NULL,
        at           INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX usage_by_time ON usage (at, guild_id);

      CREATE TABLE studies (
        thread_id   TEXT PRIMARY KEY,
        guild_id    TEXT NOT NULL,
        article_key TEXT NOT NULL,
        json        TEXT NOT NULL,
        updated_at  INTEGER NOT NULL,
        ended_at    INTEGER
      ) STRICT;
      CREATE INDEX studies_of_guild ON studies (guild_id);
    `,
    fill: (tx) => makeVoterSalt(tx, 'secrets'),
  },
  {
    name: 'the names that tables have in PostgreSQL too, where they may stand beside those of others',
    sql: `
      ALTER TABLE secrets RENAME TO footnote_secrets;
      ALTER TABLE settings RENAME TO footnote_settings;
      ALTER TABLE feedback RENAME TO footnote_feedback;
      ALTER TABLE unanswered RENAME TO footnote_unanswered;
      ALTER TABLE usage RENAME TO footnote_usage;
      ALTER TABLE studies RENAME TO footnote_studies;
    `,
  },
];
