/** What building a version in a database does next, in this order; `check` is `buildIndex`'s. */
export type PostgresStep =
  | 'clean-up'
  | 'embed'
  | 'write-articles'
  | 'write-vocabulary'
  | 'index-vectors'
  | 'write-version'
  | 'verify'
  | 'check'
  | 'swap'
  | 'remove-old'
  | 'done';
