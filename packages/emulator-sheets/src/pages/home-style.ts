/** The start page: what there is, who there is, and how to reach it. */
export const homeStyle = `
body.home { padding-bottom: var(--s6); }
.top { border-bottom: 1px solid var(--line); background: var(--surface); }
.top > div, .home main { max-width: 72rem; margin-inline: auto; padding-inline: var(--s4); }
.top > div { padding-block: var(--s5) var(--s4); display: grid; gap: var(--s2); }
.top h1 { font-size: var(--text-xxl); }
.home main { display: grid; gap: var(--s6); padding-top: var(--s5); }
.home h2 { font-size: 1.125rem; }
.home section { display: grid; gap: var(--s3); min-width: 0; }
.home section > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--s2) var(--s4); }
.home section > header p { flex: 1 1 20rem; }
.sheet-card { border: 1px solid var(--line); border-radius: 8px; background: var(--surface); overflow: hidden; }
.name { font-weight: 600; overflow-wrap: anywhere; }
.ids { display: block; font-weight: 400; }
.home thead th { white-space: nowrap; }
.order { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s2); }
.field { display: grid; gap: 2px; flex: 1 1 12rem; max-width: 22rem; min-width: 0; }
.field > span { font-size: var(--text-s); color: var(--ink-soft); font-weight: 550; }
.field input { width: 100%; min-width: 0; }
.actions { display: flex; flex-wrap: wrap; gap: var(--s1); }
.actions button { min-height: 30px; padding: 2px var(--s2); font-size: var(--text-s); }
dl.reach { display: grid; grid-template-columns: max-content 1fr; gap: var(--s2) var(--s4); margin: 0; padding: var(--s3) var(--s4); }
dl.reach dt { color: var(--ink-soft); } dl.reach dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
#status:empty { margin-top: calc(-1 * var(--s3)); } #status.is-bad { color: var(--bad); font-weight: 600; }
@media (max-width: 900px) {
  table.list.stack thead { display: none; }
  table.list.stack tr { display: grid; gap: 2px; padding: var(--s3); border-top: 1px solid var(--line); }
  table.list.stack tr:first-child { border-top: 0; }
  table.list.stack th, table.list.stack td { display: grid; grid-template-columns: 7rem 1fr; gap: var(--s2); padding: 0; border: 0; text-align: left; min-width: 0; overflow-wrap: anywhere; }
  table.list.stack th[scope="row"] { display: block; font-size: var(--text-l); margin-bottom: var(--s1); }
  table.list.stack td::before { content: attr(data-name); color: var(--ink-soft); font-size: var(--text-s); }
  table.list.stack td.bare { display: block; } table.list.stack td.bare::before { content: none; }
  table.list.stack td.number { white-space: normal; }
  dl.reach { grid-template-columns: 1fr; gap: 0; } dl.reach dd + dt { margin-top: var(--s2); }
}
`;
