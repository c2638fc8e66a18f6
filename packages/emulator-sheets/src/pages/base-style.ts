/**
 * What every page shares: colours for light and dark, a type scale, spacing, and the few controls.
 *
 * Every pair of ink and ground is at 4.5 : 1 or better in both schemes; a test measures them.
 */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --ground: #f7f6f2; --surface: #ffffff; --sunken: #efede7; --line: #d9d5cb; --line-strong: #8a8578;
  --ink: #1d1c1a; --ink-soft: #5b574e;
  --accent: #0b5563; --accent-ink: #ffffff; --accent-wash: #e0eff1;
  --warn: #7a4a00; --warn-wash: #fdf0d5; --warn-line: #d9a441;
  --bad: #9b1c2c; --bad-wash: #fbe6e8; --good: #14603a; --good-wash: #dcf3e5;
  --people: #4d3a8c; --people-wash: #ece8f8; --people-line: #a394d6;
  --text-s: 0.75rem; --text-m: 0.875rem; --text-l: 1rem; --text-xl: 1.25rem; --text-xxl: 1.625rem;
  --s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 24px; --s6: 40px;
  --radius: 6px;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141618; --surface: #1c1f22; --sunken: #101214; --line: #34393e; --line-strong: #868d94;
    --ink: #ebe9e4; --ink-soft: #aaa69d;
    --accent: #74cbd8; --accent-ink: #06262c; --accent-wash: #16343a;
    --warn: #f1c673; --warn-wash: #32270f; --warn-line: #8a6a24;
    --bad: #ffa3a8; --bad-wash: #3d1a1e; --good: #82d8a6; --good-wash: #143322;
    --people: #c3b6f5; --people-wash: #272140; --people-line: #6b5ca8;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { font: 400 var(--text-m)/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
body { margin: 0; background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; }
h1 { font-size: var(--text-xl); line-height: 1.25; font-weight: 650; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: var(--text-l); line-height: 1.3; font-weight: 650; margin: 0; }
h3 { font-size: var(--text-m); font-weight: 650; margin: 0; }
p { margin: 0; max-width: 68ch; }
a { color: var(--accent); text-underline-offset: 2px; }
code, .mono { font-family: var(--mono); font-size: 0.93em; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
.soft { color: var(--ink-soft); }
.small { font-size: var(--text-s); }
.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.visually-hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: var(--s2); top: -60px; background: var(--surface); padding: var(--s2) var(--s3); z-index: 20; }
.skip:focus { top: var(--s2); }

button, .button {
  font: inherit; font-weight: 550; min-height: 36px; padding: 6px var(--s3); border-radius: var(--radius);
  border: 1px solid var(--line-strong); background: var(--surface); color: var(--ink); cursor: pointer;
}
button:hover:not(:disabled) { background: var(--sunken); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.primary:hover:not(:disabled) { background: var(--accent); filter: brightness(1.12); }
button.plain { border-color: transparent; background: transparent; color: var(--accent); }
button.danger { color: var(--bad); border-color: currentColor; }
button:disabled { cursor: default; opacity: 0.55; }
input, select {
  font: inherit; font-weight: 400; min-height: 36px; padding: 6px var(--s2); border-radius: var(--radius); max-width: 100%;
  border: 1px solid var(--line-strong); background: var(--surface); color: var(--ink);
}
::placeholder { color: var(--ink-soft); opacity: 1; }
input[type="checkbox"] { min-height: 0; width: 18px; height: 18px; margin: 0; accent-color: var(--accent); flex: none; }
label { font-weight: 550; }

.badge {
  display: inline-block; font-size: var(--text-s); font-weight: 600; line-height: 1.3; padding: 2px var(--s2); border-radius: 99px;
  background: var(--sunken); color: var(--ink-soft); white-space: nowrap;
}
.badge.warn { background: var(--warn-wash); color: var(--warn); }
.badge.bad { background: var(--bad-wash); color: var(--bad); }
.badge.good { background: var(--good-wash); color: var(--good); }

.mark { display: flex; align-items: center; gap: var(--s2); font-weight: 650; color: var(--ink); text-decoration: none; }
.mark svg { width: 22px; height: 22px; flex: none; }

table.list { border-collapse: collapse; width: 100%; }
table.list th, table.list td { padding: var(--s2) var(--s3); text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
table.list thead th { font-size: var(--text-s); font-weight: 600; color: var(--ink-soft); border-top: 0; }
table.list .number { text-align: right; }
.scroll-x { overflow-x: auto; }

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
}
`;
