/** The page's one sheet, light and dark, wide and narrow. */
export const STYLE = `
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --text: #1c2128; --soft: #5b6572; --line: #dde2e8;
  --link: #0b5fc0; --good: #1a7f37; --bad: #c0262d; --tint: #eaf1fb; }
@media (prefers-color-scheme: dark) { :root { --back: #12161c; --card: #1b2129; --text: #e4e8ee; --soft: #9aa5b3;
  --line: #2f3843; --link: #7fb4ff; --good: #56c271; --bad: #ff7b7b; --tint: #20304a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
h1 { font-size: 1.15rem; margin: 0; flex: 1 0 auto; }
h1 span { color: var(--soft); font-weight: 400; }
h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
p { margin: .25rem 0; }
header { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .75rem 1.25rem;
  background: var(--card); border-bottom: 1px solid var(--line); }
main { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; gap: 1.25rem; max-width: 78rem; margin: 0 auto;
  padding: 1.25rem; align-items: start; }
main.plain { display: block; max-width: 34rem; margin-top: 12vh; text-align: center; }
main.plain h1 { font-size: 1.6rem; margin-bottom: .75rem; }
main.plain form { margin-top: 1.25rem; }
aside, .filters { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; }
aside { font-size: .875rem; }
button { font: inherit; white-space: nowrap; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 7px;
  padding: .35rem .8rem; cursor: pointer; }
button.primary { background: var(--link); border-color: var(--link); color: var(--card); }
button:focus-visible, input:focus-visible, select:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem .8rem; align-items: end; }
.filters p { display: flex; flex-wrap: wrap; gap: .9rem; align-items: center; margin: 0; }
label { display: block; color: var(--soft); font-size: .8rem; }
input, select { display: block; width: 100%; min-width: 0; font: inherit; font-size: .95rem; color: var(--text);
  background: var(--back); border: 1px solid var(--line); border-radius: 7px; padding: .35rem .5rem; height: 2.2rem; }
#events { list-style: none; margin: 1rem 0; padding: 0; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px; }
#events:empty { display: none; }
#events li { padding: .7rem 1rem; border-bottom: 1px solid var(--line); }
#events li:last-child { border-bottom: 0; }
#events li.new { background: var(--tint); border-radius: 10px; }
.what { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
time { color: var(--soft); font-size: .85rem; white-space: nowrap; }
.where { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .9rem; font-size: .85rem; color: var(--soft); }
code { font: .85em ui-monospace, monospace; background: var(--back); border: 1px solid var(--line); border-radius: 5px;
  padding: 0 .35em; }
code.token { display: block; padding: .7rem; font-size: .95rem; user-select: all; }
.label { background: var(--tint); color: var(--text); border-radius: 1em; padding: 0 .6em; }
.good { color: var(--good); }
.bad { color: var(--bad); }
nav { display: flex; gap: 1.25rem; justify-content: center; padding: .5rem; }
details { margin-top: .4rem; }
summary { cursor: pointer; color: var(--soft); }
table { width: 100%; border-collapse: collapse; font-size: .8rem; }
th, td { text-align: left; padding: .1rem .4rem .1rem 0; vertical-align: top; }
thead th, td { overflow-wrap: break-word; }
table time { font-size: inherit; white-space: normal; }
tbody { border-top: 1px solid var(--line); }
tbody th { padding-top: .4rem; }
tbody tr:last-child td { padding-bottom: .4rem; }
thead th, .tally td { color: var(--soft); font-weight: 400; }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 34rem) { main { padding: .75rem; } header { padding: .6rem .75rem; } .filters { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
`;
