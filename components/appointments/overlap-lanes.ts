export interface LaneSpan {
  id: string;
  /** Rows of one column. */
  from: number;
  to: number;
}

export interface Lane {
  lane: number;
  /** Of how many standing side by side. */
  lanes: number;
  /** How many of them it takes: nobody stands in those to its right. */
  taken: number;
}

/** What stands at the same time in one column shares its width; what stands alone has all of it. */
export function layLanes(spans: readonly LaneSpan[]): Map<string, Lane> {
  const placed = new Map<string, Lane>();
  let group: (LaneSpan & { lane: number })[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const one of group) {
      const beside = group.filter(
        (other) => other.lane > one.lane && other.from < one.to && other.to > one.from,
      );
      const next = Math.min(ends.length, ...beside.map((other) => other.lane));
      placed.set(one.id, { lane: one.lane, lanes: ends.length, taken: next - one.lane });
    }
    group = [];
    ends = [];
  };
  const inOrder = spans.toSorted(
    (one, other) => one.from - other.from || other.to - one.to || (one.id < other.id ? -1 : 1),
  );
  for (const { id, from, to } of inOrder) {
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = to;
    group.push({ id, from, to, lane });
  }
  close();
  return placed;
}
