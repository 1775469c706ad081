/** Seen on newer servers than the specification's, or said by the facts about a route that the definition does not know. */
export const KNOWN_ODD = new Set([
  'API_Entities_Ci_PipelineBasic.name',
  'API_Entities_MergeRequestApprovals.approved_by.approved_at',
  'API_Entities_Member.user',
  'API_Entities_Event.wiki_page.wiki_page_meta_id',
  'API_Entities_WikiPageBasic.wiki_page_meta_id',
]);

/** Optional on GitLab: exposed under a condition, or only on installations that have the feature. */
export const OPTIONAL = [
  /\.custom_attributes$/,
  /\.avatar_path$/,
  /\.(title|description)_html$/,
  /\.repository_storage$/,
  /\.license(_url)?$/,
  /MergeRequest\.(rebase_in_progress|diverged_commits_count)$/,
  /\.(followers|following|is_followed)$/,
  /\.author\.(email|created_at)$/,
  /\.allow_(collaboration|maintainer_to_push)$/,
  /Ci_.*\.failure_reason$/,
  /Ci_.*\.artifacts_file$/,
  /Note\.(position|resolved|resolved_by|resolved_at)$|\.note\.(position|resolved|resolved_by|resolved_at)$/,
  /Event\.(note|wiki_page|push_data)$/,
  /Member\.(created_by|group_saml_identity|email|is_using_seat|override|member_role)$/,
  /\.detailed_status\.action$/,
];
