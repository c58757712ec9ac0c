import type { Editor, ModelElement, ModelNode } from "ckeditor5";

export const KINDS = ["characters", "pictures", "videos", "tables"] as const;
export type Kind = (typeof KINDS)[number];
export type Counts = Record<Kind, number>;

const OF_BLOCKS: Record<string, Kind> = { imageBlock: "pictures", media: "videos", table: "tables" };

/**
 * Counts what the server limits, as the server does (`content.checks.measure`): characters as a reader sees them,
 * a line break for each paragraph, item, caption and row of a table.
 */
export function countContent(editor: Editor): Counts {
  const counts: Counts = { characters: 0, pictures: 0, videos: 0, tables: 0 };
  const lines: string[] = [];
  for (const block of elementsIn(editor.model.document.getRoot())) {
    const kind = OF_BLOCKS[block.name];
    if (kind) counts[kind] += 1;
    lines.push(...linesOf(block));
  }
  counts.characters = [...lines.filter(Boolean).join("\n")].length;
  return counts;
}

export function limitsOf(textarea: HTMLTextAreaElement): Counts {
  const { maxCharacters, maxPictures, maxVideos, maxTables } = textarea.dataset;
  return {
    characters: Number(maxCharacters),
    pictures: Number(maxPictures),
    videos: Number(maxVideos),
    tables: Number(maxTables),
  };
}

function linesOf(block: ModelElement): string[] {
  if (block.name === "tableRow") return [rowLine(block)];
  const inner = elementsIn(block).filter((one) => one.name !== "softBreak");
  return inner.length > 0 ? inner.flatMap(linesOf) : [wordsOf(block)];
}

function rowLine(row: ModelElement): string {
  return elementsIn(row)
    .map((cell) => linesOf(cell).filter(Boolean).join(" "))
    .join(" ")
    .trim();
}

function wordsOf(block: ModelElement): string {
  return [...block.getChildren()].map(characters).join("").replace(/ *\n */g, "\n").replace(/ {2,}/g, " ").trim();
}

function characters(node: ModelNode): string {
  if (node.is("$text")) return node.data;
  return node.is("element", "softBreak") ? "\n" : "";
}

function elementsIn(parent: ModelElement | null): ModelElement[] {
  return [...(parent?.getChildren() ?? [])].filter((node): node is ModelElement => node.is("element"));
}
