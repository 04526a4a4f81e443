"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { useMay, useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import type { AppointmentView } from "@/lib/appointments/schema";
import { isOpen } from "@/lib/appointments/status";
import type { AgendaAddress } from "./agenda-address";
import { ColumnHeads } from "./column-heads";
import { ColumnShades } from "./column-shades";
import { GridCards } from "./grid-cards";
import { type GridShape, GUTTER_PX, PX_PER_MINUTE } from "./grid-shape";
import { MoveAnnouncer } from "./move-announcer";
import { MoveGhost } from "./move-ghost";
import { createMoveStore, MoveContext } from "./move-store";
import { NowLine } from "./now-line";
import type { Proposal } from "./proposal";
import { hourMarks, positionOf } from "./time-axis";
import type { GoTo } from "./use-agenda-address";
import type { AgendaData } from "./use-agenda-data";
import { type GridContent, useGridContent } from "./use-grid-content";
import { useGridKeys } from "./use-grid-keys";
import { useMoveAppointment } from "./use-move-appointment";
import { useOddity } from "./use-oddity";
import { type PickedTime, usePointerMoves } from "./use-pointer-moves";

const LEAST_COLUMN_PX = 132;
/** A name can still be guessed from its beginning. */
const LEAST_LANE_PX = 56;
const SHOWN_BEFORE_ROWS = 120;

// A box that scrolls must be reachable without a mouse.
const SCROLLABLE = { tabIndex: 0 };

type AgendaGridProps = {
  address: AgendaAddress;
  data: AgendaData;
  today: string;
  goTo: GoTo;
  onPick: (picked: PickedTime) => void;
};

/** Rows are time; columns are people on one day, or the days of a week. */
export function AgendaGrid({ address, data, today, goTo, onPick }: AgendaGridProps) {
  const t = useTranslations("agenda");
  const [store] = useState(createMoveStore);
  const content = useGridContent(address, data);
  const { shape, times, counts } = content;
  const layer = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLElement>(null);
  useGridHands({ layer, scroller, store, address, data, content, goTo, onPick });
  useScrollToNow(scroller, content);
  const heightPx = (shape.rows.to - shape.rows.from) * PX_PER_MINUTE;
  const template = `${GUTTER_PX}px repeat(${shape.columns.length}, minmax(0, 1fr))`;
  const lanes = Math.max(1, ...content.placed.map((one) => one.lanes));
  const minWidth = GUTTER_PX + shape.columns.length * Math.max(LEAST_COLUMN_PX, lanes * LEAST_LANE_PX);
  return (
    <MoveContext value={store}>
      <section
        ref={scroller}
        {...SCROLLABLE}
        aria-label={t(`grid.${address.view}`)}
        aria-busy={data.isLoadingWeek || undefined}
        data-testid="agenda-grid"
        className="max-h-[calc(100dvh-12.5rem)] min-h-80 overflow-auto rounded-lg border bg-surface select-none"
      >
        <div
          className="sticky top-0 z-30 grid border-b bg-surface"
          style={{ gridTemplateColumns: template, minWidth }}
        >
          <span className="sticky left-0 z-10 bg-surface" />
          <ColumnHeads
            view={address.view}
            columns={shape.columns}
            counts={counts}
            staff={data.staff}
            today={today}
            goTo={goTo}
          />
        </div>
        <div className="flex" style={{ height: heightPx, minWidth }}>
          <HourNames shape={shape} />
          <div ref={layer} data-testid="agenda-layer" className="relative min-w-0 flex-1">
            <ColumnShades shape={shape} times={times} />
            <Lines shape={shape} />
            <GridCards address={address} data={data} content={content} />
            <NowLine shape={shape} />
            <MoveGhost shape={shape} appointments={data.appointments} />
          </div>
        </div>
      </section>
      <MoveAnnouncer staff={data.staff} />
    </MoveContext>
  );
}

type Hands = {
  layer: RefObject<HTMLDivElement | null>;
  scroller: RefObject<HTMLElement | null>;
  store: ReturnType<typeof createMoveStore>;
  content: GridContent;
} & Pick<AgendaGridProps, "address" | "data" | "goTo" | "onPick">;

/** Pointer and keys, and what they bring about. */
function useGridHands({ layer, scroller, store, address, data, content, goTo, onPick }: Hands): void {
  const { slotStepMinutes: stepMinutes, timeZone } = useSession().tenant;
  const mayMove = useMay("operator");
  const move = useMoveAppointment();
  const oddity = useOddity(data.staff, data.closures);
  const { shape } = content;
  const findMovable = (id: string): AppointmentView | undefined => {
    const found = mayMove ? data.appointments.find((one) => one.id === id) : undefined;
    return found && isOpen(found.status) ? found : undefined;
  };
  const onDrop = (appointment: AppointmentView, { staffId, startsAt, endsAt }: Proposal) =>
    move({ appointment, to: { staffId, startsAt, endsAt }, warning: oddity({ staffId, startsAt, endsAt }) });
  const staffIds = address.view === "day" ? shape.columns.map(({ staffId }) => staffId ?? "") : [];
  usePointerMoves({
    layer,
    scroller,
    shape,
    stepMinutes,
    store,
    findMovable,
    onDrop,
    onOpen: (openId) => goTo({ openId }),
    onPick: (picked) => mayMove && onPick(picked),
  });
  useGridKeys({
    layer,
    store,
    shape,
    rules: { stepMinutes, timeZone, staffIds, days: shape.columns.map(({ clock }) => clock.day) },
    findMovable,
    onDrop,
  });
}

/** Opens where the day is: what was before has been. */
function useScrollToNow(scroller: RefObject<HTMLElement | null>, { shape }: GridContent): void {
  const key = shape.columns.map((column) => column.key).join();
  const scroll = useEffectEvent(() => {
    const now = new Date();
    const { axis, columns, rows } = shape;
    const today = columns.findIndex(({ clock }) => now >= clock.startsAt && now < clock.endsAt);
    const clock = columns[today]?.clock;
    const row = clock ? positionOf(axis, clock, now) - SHOWN_BEFORE_ROWS : rows.from;
    const box = scroller.current;
    const columnPx = box ? (box.scrollWidth - GUTTER_PX) / columns.length : 0;
    box?.scrollTo({
      top: (row - rows.from) * PX_PER_MINUTE,
      // People of one day all have today; of the days of a week it is one.
      left: columns[0]?.clock === columns[1]?.clock ? 0 : Math.max(0, today) * columnPx,
    });
  });
  const scrolledFor = useRef("");
  useEffect(() => {
    if (scrolledFor.current !== key) scroll();
    scrolledFor.current = key;
  }, [key]);
}

/** Beside the columns, and in sight however far they reach. */
function HourNames({ shape: { axis, rows } }: { shape: GridShape }) {
  const t = useTranslations("agenda");
  return (
    <div className="sticky left-0 z-20 shrink-0 bg-surface" style={{ width: GUTTER_PX }}>
      {hourMarks(axis)
        .filter(({ position }) => position >= rows.from && position < rows.to)
        .map(({ position, text, isSecond }) => (
          <div
            key={`${text} ${isSecond}`}
            data-testid="hour"
            style={{ top: (position - rows.from) * PX_PER_MINUTE }}
            className={cn(
              "absolute inset-x-0 border-t px-2 pt-0.5 text-xs text-ink-muted tabular-nums",
              position === rows.from && "border-transparent",
            )}
          >
            {text}
            {isSecond && (
              <abbr title={t("secondHour")} className="no-underline">
                {" "}
                ×2
              </abbr>
            )}
          </div>
        ))}
    </div>
  );
}

function Lines({ shape: { axis, columns, rows } }: { shape: GridShape }) {
  return (
    <>
      {hourMarks(axis)
        .filter(({ position }) => position > rows.from && position < rows.to)
        .map(({ position }) => (
          <div
            key={position}
            style={{ top: (position - rows.from) * PX_PER_MINUTE }}
            className="pointer-events-none absolute inset-x-0 border-t"
          />
        ))}
      {columns.map(({ key }, column) => (
        <div
          key={key}
          style={{ left: `${(column / columns.length) * 100}%` }}
          className="pointer-events-none absolute inset-y-0 border-l"
        />
      ))}
    </>
  );
}
