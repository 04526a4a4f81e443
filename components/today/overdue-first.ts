/** What should have been done by now, the longest overdue first; the rest as it was. `now` is unknown until the browser draws. */
export function overdueFirst<Item extends { dueAt: Date }>(
  items: readonly Item[],
  now: Date | undefined,
): Item[] {
  const isOverdue = ({ dueAt }: Item) => now !== undefined && dueAt <= now;
  return [
    ...items.filter(isOverdue).toSorted((one, other) => +one.dueAt - +other.dueAt),
    ...items.filter((item) => !isOverdue(item)),
  ];
}
