/** The page's look: the dashboard's colours, sizes and typeface, light and dark, from a telephone's width to a wide screen. */
export const PAGE_STYLE = `
@font-face {
  font-family: "Geist"; src: url("/phones/geist.woff2") format("woff2"); font-weight: 100 900; font-display: swap;
}
:root {
  color-scheme: light dark;
  --canvas: light-dark(oklch(0.98 0.004 85), oklch(0.175 0.006 70));
  --surface: light-dark(oklch(0.998 0.001 85), oklch(0.21 0.007 70));
  --hover: light-dark(oklch(0.955 0.006 85), oklch(0.285 0.009 70));
  --ink: light-dark(oklch(0.22 0.012 70), oklch(0.95 0.006 85));
  --ink-muted: light-dark(oklch(0.46 0.014 70), oklch(0.74 0.012 80));
  --line: light-dark(oklch(0.905 0.007 80), oklch(0.315 0.009 70));
  --line-strong: light-dark(oklch(0.64 0.012 75), oklch(0.55 0.012 75));
  --accent: light-dark(oklch(0.48 0.085 190), oklch(0.8 0.1 188));
  --accent-hover: light-dark(oklch(0.43 0.08 190), oklch(0.85 0.09 188));
  --on-accent: light-dark(oklch(0.995 0.005 190), oklch(0.2 0.03 190));
  --accent-soft: light-dark(oklch(0.945 0.028 188), oklch(0.29 0.04 190));
  --accent-ink: light-dark(oklch(0.42 0.08 190), oklch(0.85 0.09 188));
  --waiting: light-dark(oklch(0.49 0.105 68), oklch(0.84 0.12 82));
  --waiting-soft: light-dark(oklch(0.955 0.04 85), oklch(0.3 0.045 75));
  --failed: light-dark(oklch(0.5 0.18 27), oklch(0.77 0.13 24));
  --failed-hover: light-dark(oklch(0.45 0.17 27), oklch(0.82 0.11 24));
  --on-failed: light-dark(oklch(0.995 0.003 25), oklch(0.2 0.04 25));
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; min-height: 100dvh; background: var(--canvas); color: var(--ink); -webkit-font-smoothing: antialiased;
  font: 14px/1.5 "Geist", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; scrollbar-color: var(--line-strong) transparent;
}
.top, main { max-width: 1080px; margin: 0 auto; padding: 24px; }
.top { display: grid; grid-template-columns: 1fr auto; gap: 8px 16px; align-items: center; padding-bottom: 0; }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -.01em; margin: 0; }
h2 { font-size: 16px; line-height: 24px; font-weight: 600; margin: 0; }
.note { grid-column: 1 / -1; margin: 0; color: var(--ink-muted); max-width: 80ch; }
.options { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: flex-end; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 16px; align-items: start; }
.phone {
  background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 16px;
  display: flex; flex-direction: column; gap: 16px; min-width: 0;
}
.phone[data-state="ringing-in"] { border-color: var(--waiting); box-shadow: 0 0 0 1px var(--waiting); }
.phone[data-state="in-call"] { border-color: var(--accent); }
.phone > header { display: flex; flex-direction: column; gap: 4px; }
.status { margin: 0; display: flex; gap: 8px; align-items: center; color: var(--ink-muted); min-height: 24px; }
.status > [role="status"] { min-width: 0; overflow-wrap: anywhere; }
.timer { margin-left: auto; font-variant-numeric: tabular-nums; }
.dot { flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--line-strong); }
[data-state="in-call"] .dot { background: var(--accent); }
[data-state="in-call"] .status { color: var(--accent-ink); }
[data-state="ringing-in"] .dot, [data-state="ringing-out"] .dot { background: var(--waiting); }
[data-state="ringing-in"] .status, [data-state="ringing-out"] .status { color: var(--waiting); }
label > span { display: block; margin-bottom: 4px; font-weight: 500; }
.check { display: flex; gap: 8px; align-items: center; min-height: 36px; }
.check > span { margin: 0; font-weight: 400; }
.hint { margin: 0; font-size: 13px; line-height: 20px; color: var(--ink-muted); }
.hint:empty { display: none; }
.mine { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: end; padding-bottom: 16px; border-bottom: 1px solid var(--line); }
.mine .hint { flex-basis: 100%; }
input[type="text"], input[type="tel"], select {
  width: 100%; height: 36px; padding: 0 12px; font: inherit; color: inherit; text-overflow: ellipsis;
  background: var(--surface); border: 1px solid var(--line-strong); border-radius: 6px; transition: border-color 120ms;
}
input:disabled { border-color: var(--line); background: var(--hover); color: var(--ink-muted); }
input[type="tel"] { font-variant-numeric: tabular-nums; }
input[type="checkbox"] { width: 16px; height: 16px; margin: 0; flex: none; accent-color: var(--accent); }
input[role="switch"] {
  appearance: none; width: 32px; height: 18px; border-radius: 9px; background: var(--line-strong); position: relative;
  transition: background 120ms; cursor: pointer;
}
input[role="switch"]::after {
  content: ""; position: absolute; top: 2px; left: 2px; width: 14px; height: 14px; border-radius: 50%;
  background: var(--surface); transition: transform 120ms;
}
input[role="switch"]:checked { background: var(--accent); }
input[role="switch"]:checked::after { transform: translateX(14px); }
button {
  height: 36px; padding: 0 14px; font: inherit; font-weight: 500; color: var(--ink); cursor: pointer; white-space: nowrap;
  background: var(--surface); border: 1px solid var(--line); border-radius: 6px; transition: background 120ms;
}
button:hover:not(:disabled) { background: var(--hover); }
button:disabled { opacity: .55; cursor: default; }
button.go, button[aria-pressed="true"] { background: var(--accent); border-color: transparent; color: var(--on-accent); }
button.go:hover:not(:disabled), button[aria-pressed="true"]:hover:not(:disabled) { background: var(--accent-hover); }
button.stop { background: var(--failed); border-color: transparent; color: var(--on-failed); }
button.stop:hover:not(:disabled) { background: var(--failed-hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.row { display: flex; gap: 8px; align-items: end; }
.grow { flex: 1; min-width: 0; }
.incoming { border-radius: 6px; background: var(--waiting-soft); padding: 16px; display: flex; flex-direction: column; gap: 12px; }
.incoming .row > button { height: 44px; font-size: 16px; }
.incoming .hint { color: var(--ink); }
.elsewhere { display: flex; flex-direction: column; gap: 8px; }
.elsewhere button { height: auto; min-height: 44px; padding: 8px 14px; white-space: normal; background: var(--waiting-soft); border-color: var(--waiting); font-variant-numeric: tabular-nums; }
.who { margin: 0; display: flex; flex-direction: column; overflow-wrap: anywhere; }
.who strong { font-size: 20px; line-height: 28px; font-weight: 600; font-variant-numeric: tabular-nums; }
.who span { color: var(--ink-muted); font-variant-numeric: tabular-nums; }
.alerts { margin: 0; padding: 8px 12px 8px 28px; border-radius: 6px; background: var(--waiting-soft); color: var(--waiting); font-size: 13px; overflow-wrap: anywhere; }
.texts h3 { font-weight: 400; }
.texts ul { list-style: none; margin: 4px 0 0; padding: 0; display: grid; gap: 8px; max-height: 240px; overflow-y: auto; }
.texts li { border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; overflow-wrap: anywhere; }
.texts p { margin: 0; }
.texts a { color: var(--accent-ink); }
.lines { height: 232px; overflow-y: auto; border: 1px solid var(--line); border-radius: 6px; padding: 12px; }
/* Empty, it needs no room: an answer on a small screen is nearer. */
.lines:has(ol:empty) { height: auto; }
[data-state="in-call"] .lines { height: 232px; }
.lines ol { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 8px; }
.lines li { align-self: flex-start; max-width: 85%; padding: 8px 12px; border-radius: 6px; background: var(--hover); overflow-wrap: anywhere; }
.lines li[data-who="me"] { align-self: flex-end; background: var(--accent-soft); }
.talk { display: flex; flex-direction: column; gap: 12px; }
.try { display: flex; flex-direction: column; gap: 6px; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; }
.chips button {
  height: auto; min-height: 32px; padding: 5px 10px; font-weight: 400; font-size: 13px; line-height: 20px; text-align: left;
  white-space: normal; border-color: var(--line-strong);
}
.keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; }
.keys button { font-size: 16px; font-variant-numeric: tabular-nums; }
@media (prefers-reduced-motion: no-preference) {
  [data-state="ringing-in"] .dot, [data-state="ringing-out"] .dot { animation: ring 900ms ease-in-out infinite; }
  [data-state="ringing-in"].phone { animation: glow 1300ms ease-in-out infinite; }
  @keyframes ring { 50% { opacity: .35; } }
  @keyframes glow { 50% { box-shadow: 0 0 0 4px color-mix(in oklch, var(--waiting) 35%, transparent); } }
}
@media (max-width: 480px) {
  .top { grid-template-columns: 1fr; }
  .options { flex-wrap: nowrap; justify-content: space-between; }
  .top, main { padding: 16px; }
  .top { padding-bottom: 0; }
  /* Smaller text makes iOS zoom the page when a field takes focus. */
  input[type="text"], input[type="tel"], select { font-size: 16px; }
}
`;
