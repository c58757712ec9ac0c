import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { dropUnused } from "./dropUnused.ts";

const NO_COLOURS = fileURLToPath(new URL("src/editor/noColours.ts", import.meta.url));
const PLAIN_ITERATEE = fileURLToPath(new URL("src/editor/plainIteratee.ts", import.meta.url));

const UNUSED_IN_EDITOR = [
  "ck-annotation-wrapper", "ck-autocomplete", "ck-block-toolbar-button", "ck-collapsible", "ck-color-grid",
  "ck-color-grid__label", "ck-color-grid__tile", "ck-color-picker__hash-view", "ck-color-picker__row",
  "ck-color-selector", "ck-dropdown-menu-list__nested-menu", "ck-dropdown-menu-list__nested-menu__button",
  "ck-dropdown-menu-list__nested-menu__button__arrow", "ck-dropdown-menu-list__nested-menu__item",
  "ck-dropdown-menu-list__nested-menu__item__button", "ck-dropdown-menu__nested-menu__panel", "ck-evaluation-badge",
  "ck-evaluation-badge__label", "ck-evaluation-badge-balloon", "ck-highlighted-text", "ck-image-custom-resize-form",
  "ck-image-insert-form", "ck-image-insert-url", "ck-input-color", "ck-labeled-input", "ck-labeled-input__status",
  "ck-labeled-input__status_error", "ck-link-providers", "ck-link-providers__list", "ck-link__items",
  "ck-link-form__providers-list", "ck-link-properties", "ck-list-properties",
  "ck-list-properties_with-numbered-properties", "ck-list-properties_without-styles", "ck-list-styles-list",
  "ck-menu-bar", "ck-menu-bar__menu", "ck-menu-bar__menu__button", "ck-menu-bar__menu__item",
  "ck-menu-bar__menu__panel", "ck-numbered-list-properties__reversed-order",
  "ck-numbered-list-properties__start-index", "ck-restricted-editing_mode_restricted", "ck-rtl", "ck-search",
  "ck-search__results", "ck-search__results_n", "ck-search__results_s", "ck-spinner", "ck-spinner-container",
  "ck-table-cell-properties-form", "ck-table-column-resize__resizing-cursor", "ck-table-column-resizer",
  "ck-table-column-resizer__active", "ck-table-form", "ck-table-form__action-row", "ck-table-form__border-row",
  "ck-table-form__dimensions-row", "ck-table-overflowing", "ck-table-properties-form",
  "ck-table-show-hidden-borders", "ck-textarea", "layout-table", "todo-list", "todo-list__label",
  "todo-list__label_without-description",
  "--ck-block-toolbar-button-size", "--ck-collapsible-arrow-size", "--ck-color-block-toolbar-button", "--ck-color-color-grid-check-icon", "--ck-color-grid-tile-size", "--ck-color-highlight-background", "--ck-color-light-red", "--ck-color-table-column-resizer-hover", "--ck-content-table-style-spacing", "--ck-content-todo-list-checkmark-size", "--ck-drop-shadow-active", "--ck-dropdown-menu-menu-item-min-width", "--ck-dropdown-menu-menu-panel-max-width", "--ck-evaluation-badge-background", "--ck-evaluation-badge-border-color", "--ck-evaluation-badge-border-radius", "--ck-evaluation-badge-font-size", "--ck-evaluation-badge-letter-spacing", "--ck-evaluation-badge-line-height", "--ck-evaluation-badge-padding-horizontal", "--ck-evaluation-badge-padding-vertical", "--ck-evaluation-badge-text-color", "--ck-image-custom-resize-form-width", "--ck-image-insert-insert-by-url-width", "--ck-link-list-view-icon-size", "--ck-link-list-view-max-height", "--ck-link-properties-width", "--ck-link-provider-list-item-height", "--ck-link-providers-width", "--ck-list-style-button-size", "--ck-menu-bar-menu-item-min-width", "--ck-menu-bar-menu-max-width", "--ck-menu-bar-nested-menu-horizontal-offset", "--ck-search-field-view-horizontal-spacing", "--ck-table-layout-default-border-color", "--ck-table-properties-error-arrow-size", "--ck-table-properties-min-error-width", "--ck-toolbar-spinner-size", "image-inline", "image-style-side",
];

export default defineConfig({
  // Django serves static/ at /static/; dynamic imports must find their chunks there.
  base: "/static/dist/",
  publicDir: false,
  plugins: [dropUnused(), react(), tailwindcss()],
  resolve: {
    alias: {
      // CKEditor's colour pickers, which no listing has, would bring these libraries along.
      "color-convert": NO_COLOURS,
      "color-parse": NO_COLOURS,
      "vanilla-colorful/lib/entrypoints/hex": NO_COLOURS,
      // CKEditor gives lodash's heirs functions only, never the other ways to name one.
      "../util/iteratee.mjs": PLAIN_ITERATEE,
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
        inbox: "src/inbox/main.tsx",
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
