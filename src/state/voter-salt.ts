import { randomBytes } from 'node:crypto';
import { FootnoteError } from '../errors.ts';
import type { StateQueries } from './database.ts';

const NAME = 'voter-salt';
/** Bytes: as many as the SHA-256 that it goes into. */
const LENGTH = 32;

/**
 * Makes the secret that voters are hashed with, for state that has none yet; one that is there stays.
 * @param table that secrets are in, at this point of the migrations
 */
export async function makeVoterSalt(tx: StateQueries, table: string): Promise<void> {
  await tx.run(
    `INSERT INTO ${table} (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING`,
    NAME,
    randomBytes(LENGTH).toString('hex'),
  );
}

/**
 * The secret; lower-case hex.
 * @param place of the state, for the sentence
 * @throws FootnoteError `state-damaged` when it is gone: with another one, everybody could vote again
 */
export async function readVoterSalt(queries: StateQueries, place: string): Promise<string> {
  const [secret] = await queries.all<{ value: string }>(
    'SELECT value FROM footnote_secrets WHERE name = ?1',
    NAME,
  );
  if (secret !== undefined) return secret.value;
  throw new FootnoteError(
    'state-damaged',
    `The state in ${place} has lost the secret that voters are counted by. Put an earlier copy in its place, or start with an empty one.`,
  );
}
