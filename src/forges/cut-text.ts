/** Never leaves half of a surrogate pair, which PostgreSQL refuses in JSON. */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
