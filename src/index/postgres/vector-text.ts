import { fromSql, toSql } from 'pgvector';

/** A vector as pgvector reads it, rounded to the 32 bits that it keeps of each component. */
export function writeVector(vector: number[]): string {
  return toSql(vector.map(Math.fround)) as string;
}

/** A vector from its text, which PostgreSQL writes so that the same 32 bits come back. */
export function readVector(text: string): number[] {
  return (fromSql(text) as number[]).map(Math.fround);
}
