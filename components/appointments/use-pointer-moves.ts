"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import type { AppointmentView } from "@/lib/appointments/schema";
import { type GridShape, PX_PER_MINUTE } from "./grid-shape";
import type { MoveStore } from "./move-store";
import { isSamePlace, type Proposal, snap, startAt } from "./proposal";
import { instantAt, positionOf } from "./time-axis";

/** A hand that trembles on a click does not drag. */
const SLACK_PX = 5;
/** A finger that scrolls does not drag either: it has to rest first. */
const TOUCH_HOLD_MS = 350;
const EDGE_PX = 48;
const SCROLL_PX = 12;

export interface PickedTime {
  staffId: string | null;
  startsAt: Date;
}

interface PointerMoves {
  layer: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  shape: GridShape;
  stepMinutes: number;
  store: MoveStore;
  /** Undefined for what may not be moved. */
  findMovable: (id: string) => AppointmentView | undefined;
  onDrop: (appointment: AppointmentView, proposal: Proposal) => void;
  onOpen: (id: string) => void;
  onPick: (picked: PickedTime) => void;
}

interface Grip {
  appointment: AppointmentView;
  isLength: boolean;
  startX: number;
  startY: number;
  /** From the beginning of the appointment to the pointer. */
  offsetRows: number;
  isTouch: boolean;
}

interface Point {
  clientX: number;
  clientY: number;
}

/** What a mouse, a pen or a finger does to the grid: a click opens or picks a time, a drag moves, a drag at the lower edge changes the length. */
export function usePointerMoves(moves: PointerMoves): void {
  const placeAt = useEffectEvent((point: Point) => readPoint(moves, point));
  const take = useEffectEvent((event: PointerEvent): Grip | undefined => readGrip(moves, event));
  const preview = useEffectEvent((grip: Grip, point: Point) => {
    const { appointment } = grip;
    moves.store.set({ appointment, by: "pointer", proposal: proposalAt(moves, grip, point) });
  });
  const letGo = useEffectEvent((isDropped: boolean) => {
    const held = moves.store.get();
    moves.store.set(undefined);
    if (!held || !isDropped) return;
    const before = { ...held.appointment, staffId: held.appointment.staff.id };
    if (!isSamePlace(held.proposal, before)) moves.onDrop(held.appointment, held.proposal);
  });
  const click = useEffectEvent((event: MouseEvent) => {
    const id = cardOf(event.target)?.dataset["appointmentId"];
    if (id) moves.onOpen(id);
    else moves.onPick(pickedAt(moves, placeAt(event)));
  });
  const { layer, scroller } = moves;

  useEffect(() => {
    const element = layer.current;
    if (!element) return undefined;
    return followPointer(element, scroller.current, { take, preview, letGo, click });
  }, [layer, scroller]);
}

interface Deeds {
  take: (event: PointerEvent) => Grip | undefined;
  preview: (grip: Grip, point: Point) => void;
  letGo: (isDropped: boolean) => void;
  click: (event: MouseEvent) => void;
}

function followPointer(layer: HTMLElement, scroller: HTMLElement | null, deeds: Deeds): () => void {
  let grip: Grip | undefined;
  let isDragging = false;
  let wasDragged = false;
  let hold: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let last: Point = { clientX: 0, clientY: 0 };

  const begin = () => {
    isDragging = true;
    frame = requestAnimationFrame(scrollAtEdge);
    if (grip) deeds.preview(grip, last);
  };
  const end = (isDropped: boolean) => {
    clearTimeout(hold);
    cancelAnimationFrame(frame);
    if (isDragging) {
      deeds.letGo(isDropped);
      wasDragged = true;
    }
    grip = undefined;
    isDragging = false;
  };
  const scrollAtEdge = () => {
    if (!isDragging || !grip || !scroller) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const by = last.clientY < top + EDGE_PX ? -SCROLL_PX : last.clientY > bottom - EDGE_PX ? SCROLL_PX : 0;
    if (by !== 0) {
      scroller.scrollTop += by;
      deeds.preview(grip, last);
    }
    frame = requestAnimationFrame(scrollAtEdge);
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !event.isPrimary) return;
    wasDragged = false;
    grip = deeds.take(event);
    last = event;
    if (grip?.isTouch) hold = setTimeout(begin, TOUCH_HOLD_MS);
  };
  const onMove = (event: PointerEvent) => {
    if (!grip) return;
    last = event;
    if (isDragging) {
      deeds.preview(grip, event);
      return;
    }
    const far = Math.hypot(event.clientX - grip.startX, event.clientY - grip.startY) > SLACK_PX;
    if (!far) return;
    if (grip.isTouch) end(false);
    else begin();
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isDragging) return;
    event.stopPropagation();
    end(false);
  };
  const onClick = (event: MouseEvent) => {
    // The click with which a button is let go after a drag opens nothing; one of a key (it counts no presses) does.
    if (!wasDragged || event.detail === 0) deeds.click(event);
  };
  // A page that scrolled away under the finger would take the appointment with it.
  const onTouchMove = (event: TouchEvent) => isDragging && event.preventDefault();

  // The browser would drag its own picture of what is marked.
  const onDragStart = (event: DragEvent) => event.preventDefault();

  const stop = new AbortController();
  const { signal } = stop;
  layer.addEventListener("dragstart", onDragStart, { signal });
  layer.addEventListener("pointerdown", onDown, { signal });
  layer.addEventListener("click", onClick, { signal });
  layer.addEventListener("touchmove", onTouchMove, { signal, passive: false });
  window.addEventListener("pointermove", onMove, { signal });
  window.addEventListener("pointerup", onUp, { signal });
  window.addEventListener("pointercancel", onCancel, { signal });
  window.addEventListener("keydown", onKey, { signal, capture: true });
  return () => {
    end(false);
    stop.abort();
  };
}

function cardOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-appointment-id]") : null;
}

function readGrip(moves: PointerMoves, event: PointerEvent): Grip | undefined {
  const edge = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-resize]") : null;
  const id = edge?.dataset["resize"] ?? cardOf(event.target)?.dataset["appointmentId"];
  const appointment = id ? moves.findMovable(id) : undefined;
  if (!appointment) return undefined;
  const { column, row } = readPoint(moves, event);
  const clock = moves.shape.columns[column]?.clock;
  const begins = clock ? positionOf(moves.shape.axis, clock, appointment.startsAt) : row;
  return {
    appointment,
    isLength: edge !== null,
    startX: event.clientX,
    startY: event.clientY,
    offsetRows: row - begins,
    isTouch: event.pointerType === "touch",
  };
}

/** Which column and row a point lies in, within the grid. */
function readPoint(
  { layer, shape }: PointerMoves,
  { clientX, clientY }: Point,
): { column: number; row: number } {
  const box = layer.current?.getBoundingClientRect();
  const { columns, rows } = shape;
  if (!box) return { column: 0, row: rows.from };
  const column = Math.floor(((clientX - box.left) / box.width) * columns.length);
  const row = rows.from + (clientY - box.top) / PX_PER_MINUTE;
  return {
    column: Math.min(columns.length - 1, Math.max(0, column)),
    row: Math.min(rows.to, Math.max(rows.from, row)),
  };
}

function proposalAt(moves: PointerMoves, grip: Grip, point: Point): Proposal {
  const { shape, stepMinutes } = moves;
  const { appointment, isLength, offsetRows } = grip;
  const { column, row } = readPoint(moves, point);
  const { id, startsAt, endsAt, staff } = appointment;
  const now = { id, staffId: staff.id, startsAt, endsAt };
  const target = shape.columns[column];
  if (!target) return now;
  const opening = shape.openingRows[column] ?? 0;
  if (isLength) {
    const end = instantAt(shape.axis, target.clock, snap(row, stepMinutes, opening));
    const shortest = new Date(startsAt.getTime() + stepMinutes * 60_000);
    return { ...now, endsAt: end > shortest ? end : shortest };
  }
  const start = instantAt(shape.axis, target.clock, snap(row - offsetRows, stepMinutes, opening));
  return startAt({ ...now, staffId: target.staffId ?? staff.id }, start);
}

/** The step that begins at or before the point. */
function pickedAt(moves: PointerMoves, { column, row }: { column: number; row: number }): PickedTime {
  const { shape, stepMinutes } = moves;
  const target = shape.columns[column];
  const opening = shape.openingRows[column] ?? 0;
  const start = snap(row - stepMinutes / 2, stepMinutes, opening);
  return {
    staffId: target?.staffId ?? null,
    startsAt: target ? instantAt(shape.axis, target.clock, start) : new Date(),
  };
}
