import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const NO_COLOURS = fileURLToPath(new URL("src/editor/noColours.ts", import.meta.url));

const UNUSED_IN_EDITOR = [
  "ck-collapsible", "ck-color-grid", "ck-color-grid__tile", "ck-color-selector", "ck-image-custom-resize-form",
  "ck-image-insert-form", "ck-image-insert-url", "ck-input-color", "ck-link-providers", "ck-link-providers__list",
  "ck-link-form__providers-list", "ck-link-properties", "ck-menu-bar", "ck-menu-bar__menu",
  "ck-menu-bar__menu__button", "ck-menu-bar__menu__item", "ck-menu-bar__menu__panel", "ck-search",
  "ck-table-cell-properties-form", "ck-table-form", "ck-table-form__border-row", "ck-table-form__dimensions-row",
  "ck-table-properties-form", "layout-table", "ck-table-column-resizer", "ck-table-show-hidden-borders",
];

export default defineConfig({
  // Django serves static/ at /static/; dynamic imports must find their chunks there.
  base: "/static/dist/",
  publicDir: false,
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: {
      // CKEditor's colour pickers, which no listing has, would bring these libraries along.
      "color-convert": NO_COLOURS,
      "color-parse": NO_COLOURS,
      "vanilla-colorful/lib/entrypoints/hex": NO_COLOURS,
    },
  },
  css: {
    // Rules of CKEditor's features that no listing has.
    lightningcss: { unusedSymbols: UNUSED_IN_EDITOR },
  },
  build: {
    outDir: "../static/dist",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The fonts stay where templates preload them from.
      external: [/^\/static\/fonts\//],
      input: {
        theme: "src/theme.ts",
        site: "src/site/main.ts",
        editor: "src/editor/main.tsx",
      },
      output: {
        // Hexadecimal, and never after a dash alone: a hash could begin with a word that blockers look for.
        hashCharacters: "hex",
        entryFileNames: "assets/[name]-x[hash].js",
        chunkFileNames: "assets/[name]-x[hash].js",
        assetFileNames: "assets/[name]-x[hash][extname]",
      },
    },
  },
});
