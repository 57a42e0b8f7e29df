/** What one fetch may cost; all of it can be replaced in tests. */
export interface Limits {
  /** Milliseconds to a connection. */
  connectMs: number;
  /** Milliseconds for one request from its start to its last byte; a redirect is a request of its own. */
  requestMs: number;
  /** Bytes of a page or a feed, as sent and again after decompression. */
  pageBytes: number;
  /** Bytes of a PDF, as sent and again after decompression. */
  pdfBytes: number;
  /** Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least. */
  robotsBytes: number;
  /** Redirects that are followed from one address; RFC 9309 asks for five. */
  redirects: number;
  /** Newest entries of a feed that are looked at. */
  feedEntries: number;
  /** Milliseconds between two requests to a host whose robots.txt names none. */
  pauseMs: number;
  /** The longest pause that a robots.txt is granted, in milliseconds. */
  longestPauseMs: number;
  /** Requests to different hosts at once. */
  atOnce: number;
}

const MIB = 1024 * 1024;

export const LIMITS: Limits = {
  connectMs: 10_000,
  requestMs: 30_000,
  pageBytes: 10 * MIB,
  pdfBytes: 50 * MIB,
  robotsBytes: 500 * 1024,
  redirects: 5,
  feedEntries: 50,
  pauseMs: 1_000,
  longestPauseMs: 30_000,
  atOnce: 8,
};
