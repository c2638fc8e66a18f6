/** The grid: cells of one size, the letters and numbers always in sight, what is new marked for eight seconds. */
export const gridStyle = `
.grid {
  position: relative; overflow: auto; background: var(--surface); border-block: 1px solid var(--line); overscroll-behavior: contain;
  min-height: 0; contain: strict;
}
.grid:focus-visible { outline-offset: -2px; z-index: 1; }
#grid-canvas {
  --name-width: calc(var(--name-digits) * 0.62em + 22px);
  width: calc(var(--name-width) + var(--columns) * var(--cell-width)); min-width: 100%; font-variant-numeric: tabular-nums;
  font-size: 0.8125rem;
}
#grid-head { position: sticky; top: 0; z-index: 3; background: var(--surface); box-shadow: 0 1px 0 var(--line-strong); }
#grid-body { position: relative; }
#grid-rows { position: absolute; inset: 0 0 auto; will-change: transform; }
.row { display: flex; height: 28px; background: var(--surface); }
.row-name, .column-name {
  flex: none; background: var(--sunken); color: var(--ink-soft); font-size: var(--text-s); line-height: 27px; text-align: center;
  border-right: 1px solid var(--line); border-bottom: 1px solid var(--line);
}
.row-name { position: sticky; left: 0; z-index: 2; width: var(--name-width); padding-inline: 6px; text-align: right; }
.corner { z-index: 4; }
.column-name { width: var(--cell-width); font-weight: 600; }
.gap { flex: none; }
.cell {
  flex: none; width: var(--cell-width); padding-inline: 8px; line-height: 27px; overflow: hidden; text-overflow: ellipsis;
  white-space: pre; border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); cursor: cell;
}
.cell.is-number { text-align: right; }
.cell.is-boolean { text-align: center; }
.cell.is-error { color: var(--bad); font-weight: 600; }
.cell.is-loading { background: linear-gradient(var(--sunken), var(--sunken)) no-repeat 8px 50% / 55% 8px; }
.cell[aria-selected="true"] { box-shadow: inset 0 0 0 2px var(--accent); }
#grid-head .row:not(.names) { font-weight: 600; }
.row.is-new .cell, .cell.is-changed { animation: arrived 8s linear both; animation-delay: inherit; }
.row.is-new .row-name { color: var(--good); font-weight: 700; }
@keyframes arrived { 0%, 55% { background-color: var(--good-wash); } 100% { background-color: transparent; } }
@media (prefers-reduced-motion: reduce) {
  .row.is-new .cell, .cell.is-changed { animation: none; background-color: var(--good-wash); }
}
`;
