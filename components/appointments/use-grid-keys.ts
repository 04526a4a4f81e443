"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { useShortcut } from "@/components/frame/use-shortcut";
import type { AppointmentView } from "@/lib/appointments/schema";
import type { GridShape } from "./grid-shape";
import type { MoveStore } from "./move-store";
import { isMoveKey, isSamePlace, type Proposal, type ProposalRules, shiftProposal } from "./proposal";
import { positionOf } from "./time-axis";

interface GridKeys {
  layer: RefObject<HTMLElement | null>;
  store: MoveStore;
  shape: GridShape;
  rules: ProposalRules;
  findMovable: (id: string) => AppointmentView | undefined;
  onDrop: (appointment: AppointmentView, proposal: Proposal) => void;
}

/** j, k and the arrows go from one appointment to the next; m takes one in hand, arrows carry it, Enter lets it go, Escape puts it back. */
export function useGridKeys(keys: GridKeys): void {
  const { layer, store } = keys;
  useShortcut("j", () => focusNext(layer.current, 1));
  useShortcut("k", () => focusNext(layer.current, -1));

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (store.get()?.by === "keys") carry(keys, event);
    else takeOrGo(keys, event);
  });
  const onFocusOut = useEffectEvent(() => {
    if (store.get()?.by === "keys") store.set(undefined);
  });
  useEffect(() => {
    const element = layer.current;
    if (!element) return undefined;
    const stop = new AbortController();
    element.addEventListener("keydown", (event) => onKey(event), { signal: stop.signal });
    element.addEventListener("focusout", () => onFocusOut(), { signal: stop.signal });
    return () => stop.abort();
  }, [layer]);
}

function takeOrGo({ layer, store, findMovable }: GridKeys, event: KeyboardEvent): void {
  const id = focusedId();
  if (!id) return;
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step !== 0) {
    claim(event);
    focusNext(layer.current, step);
    return;
  }
  const appointment = event.key.toLowerCase() === "m" ? findMovable(id) : undefined;
  if (!appointment) return;
  claim(event);
  const { startsAt, endsAt, staff } = appointment;
  store.set({ appointment, by: "keys", proposal: { id, startsAt, endsAt, staffId: staff.id } });
}

/** While something is in hand, every key is about it. */
function carry({ store, shape, rules, onDrop }: GridKeys, event: KeyboardEvent): void {
  const held = store.get();
  if (!held || event.key === "Tab") return;
  claim(event);
  const { appointment, proposal } = held;
  if (isMoveKey(event.key)) {
    const next = shiftProposal(proposal, event.key, event.shiftKey, rules);
    if (next !== proposal && isInSight(shape, next)) store.set({ ...held, proposal: next });
    return;
  }
  const drops = event.key === "Enter" || event.key === " " || event.key.toLowerCase() === "m";
  if (!drops && event.key !== "Escape") return;
  store.set(undefined);
  if (drops && !isSamePlace(proposal, { ...appointment, staffId: appointment.staff.id })) {
    onDrop(appointment, proposal);
  }
}

/** Neither the page's own shortcuts nor the button under the focus hear of it. */
function claim(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Nothing is carried where it could not be seen. */
function isInSight({ axis, columns, rows }: GridShape, { startsAt, endsAt, staffId }: Proposal): boolean {
  const column = columns.find(
    ({ clock, staffId: of }) =>
      startsAt >= clock.startsAt && startsAt < clock.endsAt && (of === null || of === staffId),
  );
  if (!column) return false;
  const [from, to] = [startsAt, endsAt].map((instant) => positionOf(axis, column.clock, instant));
  return from !== undefined && to !== undefined && from >= rows.from && to <= rows.to;
}

function focusedId(): string | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? activeElement.dataset["appointmentId"] : undefined;
}

function focusNext(layer: HTMLElement | null, by: number): void {
  const cards = [...(layer?.querySelectorAll<HTMLElement>("[data-appointment-id]") ?? [])];
  const at = cards.findIndex((card) => card === document.activeElement);
  const open = cards.findIndex((card) => card.getAttribute("aria-current") === "true");
  const from = at === -1 ? open : at;
  cards[Math.min(cards.length - 1, Math.max(0, from + by))]?.focus();
}
