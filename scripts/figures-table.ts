/** `{ fused: { 'hit@1': 1 } }` as `{ 'fused hit@1': 1 }`. */
export function flatten(figures: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(flatten(value)).map(([inner, number]) => [`${name} ${inner}`, number])
        : [[name, Number(value)]],
    ),
  );
}

/** One row a name; single figures in a column of their own. */
export function printTable(figures: object): void {
  const rows = Object.entries(figures).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'object' ? value : { value },
  ]);
  console.table(Object.fromEntries(rows));
}
