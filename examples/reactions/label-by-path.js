/**
 * Which label says that these paths are touched.
 *
 * @type {readonly { label: string, touches: (path: string) => boolean }[]}
 */
const LABELS = [
  { label: 'docs', touches: (path) => path.startsWith('docs/') || path.endsWith('.md') },
  { label: 'tests', touches: (path) => /(^|\/)tests?\//.test(path) },
  {
    label: 'pipeline',
    touches: (path) => path === '.gitlab-ci.yml' || path.startsWith('.github/workflows/'),
  },
];

/**
 * Labels a merge request by what it changes, when it is opened and with new commits.
 *
 * @param {import('forgewatch/reactions').On} on
 */
export default function register(on) {
  /** @type {import('forgewatch/reactions').Handler<'merge_request.opened' | 'merge_request.new_commits'>} */
  const label = async ({ subject }, forge) => {
    const wanted = new Set();
    for await (const { path } of forge.changedFiles(subject)) {
      for (const { label, touches } of LABELS) if (touches(path)) wanted.add(label);
    }
    for (const name of wanted) if (!subject.labels.includes(name)) await forge.label(subject, name);
  };
  on('merge_request.opened', { name: 'label-by-path' }, label);
  on('merge_request.new_commits', { name: 'label-by-path-anew' }, label);
}
