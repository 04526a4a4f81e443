"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Keeps the turn being spoken in sight, for a reader who had the one before in sight: who reads elsewhere is left alone. */
export function useFollowSpoken(box: RefObject<HTMLElement | null>, spoken: number | null): void {
  const before = useRef<number | null>(null);
  useEffect(() => {
    const find = (position: number | null) =>
      position === null ? null : box.current?.querySelector(`[data-position="${position}"]`);
    const [last, now] = [find(before.current), find(spoken)];
    before.current = spoken;
    if (last && now && isInSight(last)) now.scrollIntoView({ block: "nearest" });
  }, [box, spoken]);
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
