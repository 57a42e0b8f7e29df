import Database from 'libsql';

export type Connection = InstanceType<typeof Database>;

/**
 * One database a shard. `articles.ordinal` counts from 0 in the order of IDs, `passages.ordinal` from 0 in the order of
 * articles and then of reading; the latter is the passage's label in the vector index and the keyword index's row. Texts are
 * JSON, which escapes what a database's text may not hold (NUL, halves of surrogate pairs): offsets into them must stay right.
 */
const SCHEMA = `
  CREATE TABLE articles (
    ordinal   INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    blocks    TEXT NOT NULL,
    text      TEXT NOT NULL
  );
  CREATE TABLE passages (
    ordinal   INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES articles (ordinal),
    section   INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    end       INTEGER NOT NULL,
    tokens    INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    vectors   BLOB NOT NULL
  );
  CREATE INDEX passages_of_article ON passages (article);
  CREATE VIRTUAL TABLE keywords USING fts5 (
    title, section, body, content = '', tokenize = "ascii tokenchars '.-''&%+'"
  );
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (keywords, row);
  CREATE VIRTUAL TABLE occurrences USING fts5vocab (keywords, instance);
`;

/** A new, empty database. Nobody reads it until it is published, so it needs no journal. */
export function createDatabase(path: string): Connection {
  const database = new Database(path);
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
  database.exec(SCHEMA);
  return database;
}

/** An existing database, never written to. */
export function openDatabase(path: string): Connection {
  const database = new Database(path);
  database.exec('PRAGMA query_only = ON;');
  return database;
}
