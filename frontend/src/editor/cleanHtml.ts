// Tags with their quoted attributes; a ">" in quotes ends none.
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const HANDLER = /\s(?:on[a-z]+|srcdoc|background|ping)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const SCRIPT_LINK = /\shref\s*=\s*(?:"\s*(?:java|vb)script:[^"]*"|'\s*(?:java|vb)script:[^']*'|(?:java|vb)script:[^\s>]+)/gi;
// A heading is bold by itself.
const HEADING_STYLE = /^(<h[1-6]\b.*?)\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/is;
const DROPPED = /<(style|script|noscript|object|svg|math|template)\b[\s\S]*?<\/\1\s*>/gi;
const LONE = /<\/?(?:style|script|link|base|embed|meta)\b(?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;

/**
 * Takes out of pasted HTML what a browser acts on as soon as it parses it: the page's policy forbids all of it,
 * and says so in the console for every one. The server sanitises what is sent anyway.
 */
export function inert(html: string): string {
  return html.replace(DROPPED, "").replace(LONE, "").replace(TAG, (tag) => tag.replace(HANDLER, "").replace(SCRIPT_LINK, "").replace(HEADING_STYLE, "$1"));
}

/** The text of style sheets in pasted HTML: Word says there which of its paragraphs are numbered. */
export function styleSheets(html: string): string {
  return [...html.matchAll(STYLE)].map((found) => found[1]).join(" ");
}
