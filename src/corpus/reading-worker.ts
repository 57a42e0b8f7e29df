import { parentPort } from 'node:worker_threads';
import { messageOf } from '../errors.ts';
import { beginningOf, type FileReading } from './file-reading.ts';
import { decodeHtml } from './html/decode-html.ts';
import { readHtml } from './html/read-html.ts';
import { readPdf } from './pdf/read-pdf.ts';

export interface ReadingRequest {
  file: string;
  bytes: Uint8Array;
}

const port = parentPort;
if (!port) throw new Error('reading-worker.ts runs as a worker thread only');

port.on('message', (request: ReadingRequest) => {
  void read(request).then((reading) => {
    port.postMessage(reading satisfies FileReading);
  });
});
// Loaded and ready: the time limit of a file does not count the start of the thread.
port.postMessage(null);

async function read({ file, bytes }: ReadingRequest): Promise<FileReading> {
  try {
    if (/\.pdf$/i.test(file)) return await readPdf(file, bytes);
    const decoded = decodeHtml(bytes);
    return 'why' in decoded ? decoded : readHtml(file, decoded.text);
  } catch (error) {
    // Whatever a hostile file makes a parser throw (a full stack, an endless string) is the file's fault.
    return {
      why: `It cannot be read (${beginningOf(messageOf(error))}); save it again, or its text as .txt.`,
    };
  }
}
