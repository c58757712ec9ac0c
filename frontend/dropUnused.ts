import type { Plugin } from "vite";

/**
 * Classes of CKEditor that its packages hold on to but no listing ever makes, by package. What only they use goes
 * with them. A name that a new version of the package no longer has fails the build, so the list can't rot.
 */
const UNUSED: Record<string, string[]> = {
  // The menu bar: each feature registers its entries, which nobody asks for without the bar.
  "ckeditor5-ui": [
    "MenuBarView", "MenuBarMenuView", "MenuBarMenuListView", "MenuBarMenuListItemView",
    "MenuBarMenuListItemButtonView", "MenuBarMenuListItemFileDialogButtonView",
  ],
  // Several editors on one page.
  "ckeditor5-watchdog": ["ContextWatchdog"],
  // Dragging whole blocks by a toolbar beside them.
  "ckeditor5-clipboard": ["DragDropBlockToolbar"],
  // Lists of places to link to, and switches such as "open in a new tab".
  "ckeditor5-link": ["LinkProviderItemsView", "LinkPropertiesView"],
  // Marks of lists that follow their words' size, colour and weight.
  "ckeditor5-list": ["ListFormatting"],
  // Pictures by address: a listing has uploaded ones only.
  "ckeditor5-image": ["ImageInsertFormView"],
  // The marks of what is not on the toolbar.
  "ckeditor5-icons": [
    "accessibility_default", "align_left_default", "drag_indicator_default", "import_export_default",
    "object_inline_default", "object_size_custom_default",
    "select_all_default", "settings_default", "text_default",
  ],
};

/** The words of what is not there either. */
const UNUSED_WORDS = new RegExp(
  "^(MENU_BAR_|Toggle the .* list style|Align (cell|table) |Resize (media|image \\(in)|Media (toolbar|[Rr]esize)|" +
    "Custom media|(Left|Right|Center)\\w* (aligned )?(media|table with)|Table (properties|cell|[Aa]lignment|layout|type)|" +
    "Cell |.*[Ww]ith file manager|.*[Vv]ia URL|(Numb|Bullet)ered list styles|(Upper|Lower).(roman|latin)|" +
    "The (color|value) |Please |(Dim |Light )?(grey|green|blue)$|(Grey|Green|Blue|Black|Orange|Yellow|Purple)$|" +
    "(Under|Strike)\\w+( text)?$|(Sub|Super)script|Decimal|.*to-do list|(Horizontal|Vertical) text|Choose table type)",
);

interface Found {
  start: number;
  end: number;
}

interface Branch {
  type: string;
  start: number;
  end: number;
  id?: { name?: string } | null;
  init?: Branch | null;
  declarations?: Branch[];
  body?: Found;
}

/** Empties the bodies of `UNUSED` classes before the bundler looks for what is needed. */
export function dropUnused(): Plugin {
  return {
    name: "drop-unused",
    apply: "build",
    transform(code, id) {
      if (id.endsWith("/translations/ru.js")) return { code: withoutUnusedWords(code), map: null };
      const name = /@ckeditor\/([\w-]+)\/dist\/index\.js$/.exec(id)?.[1] ?? "";
      const unused = UNUSED[name];
      if (!unused) return null;
      const bodies = bodiesOf(this.parse(code).body as unknown as Branch[]);
      const holes = unused.map((one) => bodies.get(one) ?? this.error(`${name} has no class ${one} any more`));
      return { code: emptied(code, holes), map: null };
    },
  };
}

function bodiesOf(statements: Branch[]): Map<string, Found> {
  const bodies = new Map<string, Found>();
  for (const statement of statements) {
    for (const { id, init, body } of [statement, ...(statement.declarations ?? [])]) {
      const found = init?.type === "ClassExpression" ? init.body : init?.type === "Literal" ? init : body;
      if (id?.name && found) bodies.set(id.name, found);
    }
  }
  return bodies;
}

function emptied(code: string, holes: Found[]): string {
  return holes
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}${code[start] === "{" ? "{}" : '""'}${rest.slice(end)}`, code);
}

function withoutUnusedWords(code: string): string {
  return code.replace(/"((?:[^"\\]|\\.)*)":(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]),?/g, (pair, word: string) =>
    UNUSED_WORDS.test(word) ? "" : pair,
  );
}
