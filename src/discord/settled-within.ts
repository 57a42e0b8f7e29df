/**
 * What a promise resolves to, or `null` when it takes longer.
 * @param patience milliseconds.
 * @throws what the promise rejects with, in time.
 */
export async function settledWithin<T>(promise: Promise<T>, patience: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, patience);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
