"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

const NEAR_END_PX = 48;

/** Keeps a scrolling box at its end while its content grows, until the reader scrolls up to read. */
export function useFollowEnd(): {
  box: RefObject<HTMLDivElement | null>;
  following: boolean;
  onScroll: () => void;
  toEnd: () => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  // After every drawing: whatever made the box grow, the end has moved.
  useLayoutEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  const onScroll = () => {
    const { current } = box;
    if (current) setFollowing(current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX);
  };
  return { box, following, onScroll, toEnd: () => setFollowing(true) };
}
