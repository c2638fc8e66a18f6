/** The sign-in pages: one card, readable at 360 px. */
export const consentStyle = `
body.sign-in { min-height: 100vh; display: grid; place-items: start center; padding: var(--s4); }
.card {
  width: 100%; max-width: 30rem; margin-block: clamp(0px, 6vh, 72px); background: var(--surface); border: 1px solid var(--line);
  border-radius: 12px; overflow: hidden;
}
.card > header {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2);
  padding: var(--s3) var(--s5); background: var(--sunken); border-bottom: 1px solid var(--line);
}
.card > .inside { padding: var(--s5); display: grid; gap: var(--s4); }
.card h1 { font-size: var(--text-xxl); line-height: 1.2; overflow-wrap: anywhere; }
.accounts { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: var(--radius); }
.accounts li + li { border-top: 1px solid var(--line); }
.account {
  display: flex; align-items: center; gap: var(--s3); padding: var(--s3); text-decoration: none; color: var(--ink); min-height: 56px;
}
a.account:hover { background: var(--accent-wash); }
.account > span:last-child { min-width: 0; overflow-wrap: anywhere; }
.account strong { display: block; font-weight: 600; }
.initial {
  flex: none; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%; background: var(--accent-wash);
  color: var(--accent); font-weight: 650; text-transform: uppercase;
}
.chosen { border: 1px solid var(--line); border-radius: var(--radius); display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; }
.chosen > a { padding: var(--s3); }
.new-account { display: grid; gap: var(--s2); }
.new-account .row { display: flex; gap: var(--s2); flex-wrap: wrap; }
.new-account .row input { flex: 1 1 12rem; }
fieldset { border: 0; padding: 0; margin: 0; min-width: 0; display: grid; gap: var(--s1); }
legend { padding: 0; margin-bottom: var(--s2); font-weight: 600; }
.scope { display: flex; gap: var(--s3); align-items: flex-start; padding: var(--s3); border: 1px solid var(--line); border-radius: var(--radius); font-weight: 400; }
label.scope { cursor: pointer; }
label.scope:hover { border-color: var(--line-strong); }
.scope code { display: block; color: var(--ink-soft); font-size: var(--text-s); }
.scope > span { min-width: 0; }
.choices { display: flex; flex-wrap: wrap; gap: var(--s2); justify-content: flex-end; }
.choices button { min-width: 7rem; min-height: 44px; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: var(--s1) var(--s3); margin: 0; font-size: var(--text-s); }
dl.facts dt { color: var(--ink-soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
.problem { border-left: 4px solid var(--bad); padding: var(--s3) var(--s4); background: var(--bad-wash); border-radius: 0 var(--radius) var(--radius) 0; }
.problem p { overflow-wrap: anywhere; }
`;
