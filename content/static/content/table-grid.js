/* The table of a text in the CMS: cells to type in, the HTML in a hidden field. The server cleans it again. */
(() => {
  class BoundTableGrid {
    constructor(placeholder, name, id, state, label) {
      const frame = document.createElement("div");
      frame.className = "table-grid";
      this.cells = document.createElement("div");
      this.cells.contentEditable = "true";
      this.cells.setAttribute("role", "textbox");
      this.cells.setAttribute("aria-multiline", "true");
      this.cells.setAttribute("aria-label", label);
      this.input = document.createElement("input");
      this.input.type = "hidden";
      this.input.name = name;
      this.input.id = id;
      frame.append(this.cells, this.input);
      placeholder.replaceWith(frame);
      this.idForLabel = id;
      this.setState(state);
      this.cells.addEventListener("input", () => {
        this.input.value = this.cells.innerHTML;
        this.input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      this.cells.addEventListener("paste", (event) => {
        event.preventDefault();
        const words = event.clipboardData.getData("text/plain");
        document.execCommand("insertText", false, words);
      });
      this.cells.addEventListener("drop", (event) => event.preventDefault());
      this.cells.addEventListener("click", (event) => event.preventDefault());
    }

    getValue() {
      return this.input.value;
    }

    getState() {
      return this.input.value;
    }

    setState(state) {
      const html = state || "<table><tbody><tr><td>&nbsp;</td><td>&nbsp;</td></tr></tbody></table>";
      this.input.value = html;
      this.cells.innerHTML = html;
    }

    focus() {
      this.cells.focus();
    }
  }

  class TableGrid {
    constructor(label) {
      this.label = label;
    }

    render(placeholder, name, id, state) {
      return new BoundTableGrid(placeholder, name, id, state, this.label);
    }
  }

  window.telepath.register("tavern.TableGrid", TableGrid);
})();
