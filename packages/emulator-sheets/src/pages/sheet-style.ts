/** The page of a spreadsheet: the grid beside its panels, one below the other where there is little room. */
export const sheetStyle = `
body.sheet { display: flex; flex-direction: column; min-height: 100vh; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s4); padding: var(--s3) var(--s4); border-bottom: 1px solid var(--line); }
.bar h1 { overflow-wrap: anywhere; min-width: 0; }
.bar .facts { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s1) var(--s3); margin-left: auto; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s4); padding: var(--s2) var(--s4); }
.tools form { display: flex; align-items: center; gap: var(--s2); }
.tools input[type="number"] { width: 7.5rem; }
.check { display: inline-flex; align-items: center; gap: var(--s2); font-weight: 400; min-height: 36px; }
.above { display: flex; flex-direction: column; }
#tabs { display: flex; gap: 2px; overflow-x: auto; padding: 0 var(--s4); scrollbar-width: thin; }
#tabs [role="tab"] {
  flex: none; border: 1px solid var(--line); border-bottom-color: transparent; border-radius: var(--radius) var(--radius) 0 0;
  background: var(--sunken); color: var(--ink-soft); display: inline-flex; gap: var(--s2); align-items: center; max-width: 16rem;
}
#tabs [role="tab"] > span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#tabs [aria-selected="true"] { background: var(--surface); color: var(--ink); font-weight: 650; box-shadow: inset 0 3px 0 var(--accent); }
#tabs [role="tab"]:focus-visible { outline-offset: -3px; }
.cell-line { display: grid; grid-template-columns: minmax(4.5rem, max-content) 1fr; border-top: 1px solid var(--line); background: var(--surface); min-height: 36px; }
#cell-name { padding: var(--s2) var(--s3); border-right: 1px solid var(--line); font-weight: 600; text-align: center; color: var(--ink-soft); }
.cell-full { padding: var(--s2) var(--s3); max-height: 7.5rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0; }
.cell-full .soft { margin-left: var(--s3); }
.work { display: grid; grid-template-rows: minmax(20rem, 62vh) auto; flex: 1; min-height: 0; }
.panels { padding: var(--s3) var(--s4) var(--s6); display: grid; gap: var(--s3); align-content: start; }
.panel { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); min-width: 0; }
.panel > summary {
  display: flex; align-items: center; gap: var(--s2); padding: var(--s2) var(--s3); min-height: 40px; cursor: pointer; list-style: none; font-weight: 650;
}
.panel > summary::-webkit-details-marker { display: none; }
.panel > summary::before { content: ""; flex: none; border: solid currentColor; border-width: 0 2px 2px 0; width: 7px; height: 7px; transform: rotate(-45deg); margin: 0 3px; }
.panel[open] > summary::before { transform: rotate(45deg); }
.panel > summary .badge { margin-left: auto; }
.panel > .inside { padding: 0 var(--s3) var(--s3); display: grid; gap: var(--s3); min-width: 0; }
.panel.people { border-color: var(--people-line); } .panel.people > summary { background: var(--people-wash); color: var(--people); border-radius: 5px; }
.panel.faults { border-color: var(--warn-line); } .panel.faults > summary { background: var(--warn-wash); color: var(--warn); border-radius: 5px; }
.panel.people > .inside, .panel.faults > .inside { padding-top: var(--s3); }
.lines { list-style: none; margin: 0; padding: 0; display: grid; max-height: 22rem; overflow: auto; }
.lines > li { display: flex; align-items: baseline; gap: var(--s2); padding: 6px 0; border-top: 1px solid var(--line); min-width: 0; }
.lines > li:first-child { border-top: 0; }
.line-main { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.under { display: block; }
.beside { white-space: nowrap; font-variant-numeric: tabular-nums; }
.lines button { min-height: 28px; padding: 2px var(--s2); }
.lines meter { display: block; width: 100%; height: 10px; }
.lines .call { display: block; }
.call-head { display: flex; justify-content: space-between; gap: var(--s2); align-items: baseline; }
.call-facts { display: flex; flex-wrap: wrap; gap: 0 var(--s3); font-variant-numeric: tabular-nums; }
.call-who { overflow-wrap: anywhere; }
.call-notes { color: var(--bad); overflow-wrap: anywhere; }
.call.has-fault { box-shadow: inset 3px 0 0 var(--warn-line); padding-left: var(--s2); }
.order { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s2); }
.order + .order { border-top: 1px solid var(--line); padding-top: var(--s3); }
.field { display: grid; gap: 2px; flex: 1 1 7rem; min-width: 0; }
.field > span { font-size: var(--text-s); color: var(--ink-soft); font-weight: 550; }
.field.short { flex: 0 1 5.5rem; }
.field.wide { flex: 1 1 100%; }
.panel .order button { font-size: 0.8125rem; }
.field input, .field select { width: 100%; min-width: 0; }
.foot { position: sticky; bottom: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); padding: 6px var(--s4); background: var(--sunken); border-top: 1px solid var(--line); font-size: var(--text-s); min-height: 30px; }
#status.is-bad { color: var(--bad); font-weight: 600; }
@media (min-width: 1000px) {
  body.sheet { height: 100vh; overflow: hidden; }
  .above { flex-direction: row-reverse; align-items: end; justify-content: space-between; padding-top: var(--s2); }
  .above .tools { padding: 0 var(--s4) var(--s2); flex: none; }
  .above #tabs { min-width: 0; }
  .work { grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(22rem, 26rem); }
  .panels { overflow: auto; border-left: 1px solid var(--line); border-top: 1px solid var(--line); padding-top: var(--s3); }
}
`;
