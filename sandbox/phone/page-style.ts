/** The page's look: light and dark from one set of variables, phone width to wide screen. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f9f8f5; --card: #fffefc; --ink: #1d1a16; --quiet: #5b564e; --line: #e2dfd8; --edge: #8f8a81; --hover: #f1eee9;
  --accent: #006a68; --on-accent: #ffffff; --stop: #b3261e; --on-stop: #ffffff;
  --agent: #e4f1f1; --me: #efece4; --warn: #8a4b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12110f; --card: #1a1815; --ink: #f0ede6; --quiet: #b0aa9e; --line: #35322d; --edge: #76716a; --hover: #2a2723;
    --accent: #5cc4cb; --on-accent: #06282b; --stop: #ff9a92; --on-stop: #3b0703;
    --agent: #1d3638; --me: #302d28; --warn: #f0b268;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
.top, main { max-width: 1120px; margin: 0 auto; padding: 20px; }
.top { display: grid; grid-template-columns: 1fr auto; gap: 4px 16px; align-items: center; padding-bottom: 0; }
h1 { font-size: 20px; margin: 0; }
h2 { font-size: 17px; margin: 0; }
.note { grid-column: 1 / -1; margin: 0; color: var(--quiet); max-width: 75ch; }
.options { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; justify-content: flex-end; }
.check { display: flex; gap: 8px; align-items: center; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 20px; }
.phone {
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px;
  display: flex; flex-direction: column; gap: 12px;
}
.phone > header { display: flex; justify-content: space-between; align-items: end; gap: 12px; flex-wrap: wrap; }
label > span { display: block; margin-bottom: 4px; font-size: 13px; color: var(--quiet); }
.check > span { margin: 0; }
.own input { width: 11em; }
input[type="text"], input[type="tel"], select {
  width: 100%; min-height: 36px; padding: 6px 10px; font: inherit; color: inherit; text-overflow: ellipsis;
  background: var(--card); border: 1px solid var(--edge); border-radius: 6px;
}
input[type="checkbox"] { width: 18px; height: 18px; accent-color: var(--accent); }
button {
  min-height: 36px; padding: 6px 14px; font: inherit; font-weight: 500; color: var(--ink); cursor: pointer;
  background: var(--card); border: 1px solid var(--line); border-radius: 6px; transition: background 120ms, filter 120ms;
}
button:hover:not(:disabled) { background: var(--hover); }
button:disabled { opacity: .55; cursor: default; }
button.go, button.go:hover:not(:disabled) { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.stop, button.stop:hover:not(:disabled) { background: var(--stop); border-color: var(--stop); color: var(--on-stop); }
button[aria-pressed="true"], button[aria-pressed="true"]:hover:not(:disabled) { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.go:hover, button.stop:hover { filter: brightness(1.08); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.row { display: flex; gap: 10px; align-items: end; }
.grow { flex: 1; min-width: 0; }
.screen { border-radius: 6px; background: var(--ground); padding: 12px 14px; }
.status { margin: 0; display: flex; gap: 10px; align-items: center; font-weight: 600; }
.timer { margin-left: auto; font-variant-numeric: tabular-nums; }
.dot { flex: none; width: 12px; height: 12px; border-radius: 50%; border: 2px solid var(--quiet); }
[data-state="in-call"] .dot { background: var(--accent); border-color: var(--accent); }
[data-state="ringing-in"] .dot, [data-state="ringing-out"] .dot { background: var(--warn); border-color: var(--warn); }
.alerts { margin: 8px 0 0; padding: 0 0 0 20px; color: var(--warn); font-size: 13px; overflow-wrap: anywhere; }
.lines { height: 240px; overflow-y: auto; border: 1px solid var(--line); border-radius: 6px; }
.lines:has(ol:empty)::before { content: attr(aria-label); display: block; padding: 10px 12px; color: var(--quiet); }
.lines ol:empty { display: none; }
.lines ol { list-style: none; margin: 0; padding: 10px; display: flex; flex-direction: column; gap: 8px; }
.lines li { align-self: flex-start; }
.lines li { max-width: 85%; padding: 6px 10px; border-radius: 10px; background: var(--agent); overflow-wrap: anywhere; }
.lines li[data-who="me"] { align-self: flex-end; background: var(--me); }
.keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; }
.keys button { font-size: 16px; font-variant-numeric: tabular-nums; }
@media (prefers-reduced-motion: no-preference) {
  [data-state="ringing-in"] .dot { animation: ring 900ms ease-in-out infinite; }
  @keyframes ring { 50% { transform: scale(1.5); } }
}
@media (max-width: 480px) {
  .top { grid-template-columns: 1fr; }
  .options { justify-content: flex-start; }
  .top, main { padding: 14px; }
  /* Smaller text makes iOS zoom the page when a field takes focus. */
  input[type="text"], input[type="tel"], select { font-size: 16px; }
}
`;
