/** What building a version in a folder does next, in this order; `check` is `buildIndex`'s. */
export type FolderStep =
  | 'clean-up'
  | 'embed'
  | 'finish-database'
  | 'write-vectors'
  | 'write-manifest'
  | 'verify'
  | 'check'
  | 'announce'
  | 'place'
  | 'swap'
  | 'remove-old'
  | 'done';
