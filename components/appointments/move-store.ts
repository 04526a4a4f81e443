"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import type { AppointmentView } from "@/lib/appointments/schema";
import type { Proposal } from "./proposal";

/** An appointment that somebody has in hand. */
export interface Held {
  appointment: AppointmentView;
  proposal: Proposal;
  by: "pointer" | "keys";
}

export interface MoveStore {
  get: () => Held | undefined;
  set: (held: Held | undefined) => void;
  subscribe: (listener: () => void) => () => void;
}

/** Outside React's state: a pointer moves sixty times a second, and only the one card that moves has to follow. */
export function createMoveStore(): MoveStore {
  let held: Held | undefined;
  const listeners = new Set<() => void>();
  return {
    get: () => held,
    set: (next) => {
      held = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const MoveContext = createContext<MoveStore>(createMoveStore());

export function useHeld(): Held | undefined {
  const store = useContext(MoveContext);
  return useSyncExternalStore(store.subscribe, store.get, () => undefined);
}

/** Drawn anew only when it is taken up or let go. */
export function useIsHeld(appointmentId: string): boolean {
  const store = useContext(MoveContext);
  return useSyncExternalStore(
    store.subscribe,
    () => store.get()?.appointment.id === appointmentId,
    () => false,
  );
}
