/** Milliseconds from 1970 to 2015, where snowflakes start counting. */
const EPOCH = 1_420_070_400_000;

/** Discord's clock, which a test may put forward, and the snowflakes that carry its time. */
export class Clock {
  private ahead = 0;
  private counter = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.ahead;
  }

  /** Lets time pass for Discord only. */
  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  /** A fresh id; among ids of one time, later ones are greater. */
  snowflake(at = this.now()): string {
    this.counter += 1;
    return String((BigInt(at - EPOCH) << 22n) | BigInt(this.counter & 0x3f_ffff));
  }
}

/** A time as API v10 writes it. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00');
}
