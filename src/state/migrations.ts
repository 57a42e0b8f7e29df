/** A step that brings the state file from one version to the next. Never changed once released: a new one is added. */
export interface Migration {
  /** What it brings, for people. */
  name: string;
  /** Statements without `BEGIN` and `COMMIT`. */
  sql: string;
}

/**
 * In order; a file's `PRAGMA user_version` is the number of those that it has had. Times are milliseconds since 1970
 * (UTC). IDs are Discord's, as text: they do not fit a JavaScript number.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: 'settings, feedback, unanswered questions, usage, study sessions',
    sql: `
      CREATE TABLE secrets (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;
      INSERT INTO secrets (name, value) VALUES ('voter-salt', lower(hex(randomblob(32))));

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
  },
];
