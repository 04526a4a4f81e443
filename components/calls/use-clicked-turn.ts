"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** A click on what was said plays it; its time is the button for whoever uses keys. Marking words to copy them is no click. */
export function useClickedTurn(
  box: RefObject<HTMLElement | null>,
  play: ((position: number) => (() => void) | undefined) | undefined,
): void {
  const onClick = useEffectEvent((event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest("button, a, summary, details")) return;
    if (window.getSelection()?.isCollapsed === false) return;
    const position = event.target.closest<HTMLElement>("[data-position]")?.dataset["position"];
    if (position !== undefined) play?.(Number(position))?.();
  });
  const isOn = play !== undefined;
  useEffect(() => {
    const { current } = box;
    if (!isOn || !current) return undefined;
    const listen = (event: MouseEvent) => onClick(event);
    current.addEventListener("click", listen);
    return () => current.removeEventListener("click", listen);
  }, [box, isOn]);
}
