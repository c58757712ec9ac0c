import {
  type FileLoader,
  FileRepository,
  ImageUtils,
  type ModelElement,
  ModelLivePosition,
  type ModelPosition,
  Notification,
  type NotificationShowWarningEvent,
  Plugin,
} from "ckeditor5";

declare module "ckeditor5" {
  interface EditorConfig {
    /** In bytes; the server takes no larger picture. */
    largestUpload?: number;
  }
}

export interface Upload {
  id: string;
  name: string;
  percent: number;
  thumbnail: string;
  failed: boolean;
  /** Why it failed, as the server says; empty where it didn't answer, absent until known. */
  reason?: string;
  isTooLarge: boolean;
}

interface Kept {
  file: File;
  place: ModelLivePosition | null;
}

/** Follows each picture on its way to the server, and keeps what failed at hand for another try. */
export class Uploads extends Plugin {
  /** A new list at every change. */
  list: readonly Upload[] = [];
  private readonly kept = new Map<string, Kept>();
  private readonly listeners = new Set<() => void>();

  static get pluginName() {
    return "Uploads" as const;
  }

  static get requires() {
    return [FileRepository, ImageUtils, Notification] as const;
  }

  init(): void {
    const { loaders } = this.editor.plugins.get(FileRepository);
    this.listenTo(loaders, "add", (_event, loader: FileLoader) => void this.follow(loader));
    this.listenTo(loaders, "remove", (_event, loader: FileLoader) => {
      // What failed counts as aborted by now.
      const id = String(loader.id);
      if (!this.list.some((upload) => upload.id === id && upload.failed)) this.forget(id);
    });
    this.listenTo<NotificationShowWarningEvent>(
      this.editor.plugins.get(Notification),
      "show:warning",
      (event, { message }) => {
        const upload = this.list.find(({ failed, reason }) => failed && reason === undefined);
        if (!upload) return;
        // The adapter's own words for a request without an answer are English.
        this.change(upload.id, { reason: message.startsWith("Couldn't upload") ? "" : message });
        event.stop();
      },
      { priority: "highest" },
    );
  }

  /** What is too large is refused before a byte of it is sent; a proxy on the way would do it without a word. */
  private weigh(): void {
    const repository = this.editor.plugins.get(FileRepository);
    const create = repository.createUploadAdapter;
    if (!create) return;
    repository.createUploadAdapter = (loader) => {
      const adapter = create(loader);
      return {
        upload: async () => (this.isTooLarge(await loader.file) ? Promise.reject("too large") : adapter.upload()),
        abort: () => adapter.abort?.(),
      };
    };
  }

  private isTooLarge(file: File | null): boolean {
    return (file?.size ?? 0) > (this.editor.config.get("largestUpload") ?? Infinity);
  }

  /** CKEditor would put the new picture in the place of a selected one, and of a table or video too. */
  private placeAfterSelected(): void {
    const { model, commands } = this.editor;
    const command = commands.get("uploadImage");
    if (!command) return;
    this.listenTo(
      command,
      "execute",
      (event, [{ file }]: [{ file: File | File[] }]) => {
        const selected = model.document.selection.getSelectedElement();
        if (!selected) return;
        event.stop();
        // Each goes right after the selected one, so the last comes first.
        for (const one of [file].flat().reverse()) this.insert(one, model.createPositionAfter(selected));
      },
      { priority: "highest" },
    );
  }

  afterInit(): void {
    this.weigh();
    this.placeAfterSelected();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes the picture back, on its way or failed. */
  cancel(id: string): void {
    const loader = this.editor.plugins.get(FileRepository).loaders.get(id);
    if (loader && loader.status !== "error") loader.abort();
    this.forget(id);
  }

  /** Sends a picture that failed once more, to the place where it stood. */
  retry(id: string): void {
    const kept = this.kept.get(id);
    if (!kept) return;
    if (kept.place) this.insert(kept.file, kept.place.toPosition());
    else this.editor.execute("uploadImage", { file: kept.file });
    this.forget(id);
  }

  private insert(file: File, place: ModelPosition): void {
    const loader = this.editor.plugins.get(FileRepository).createLoader(file);
    if (loader) this.editor.plugins.get(ImageUtils).insertImage({ uploadId: loader.id }, place);
  }

  private async follow(loader: FileLoader): Promise<void> {
    const id = String(loader.id);
    loader.on("change:uploadedPercent", () => this.change(id, { percent: Math.floor(loader.uploadedPercent ?? 0) }));
    loader.on("change:status", () => {
      if (loader.status === "error") this.fail(id);
    });
    const file = await loader.file.catch(() => null);
    if (!file) return;
    this.kept.set(id, { file, place: null });
    const thumbnail = URL.createObjectURL(file);
    const isTooLarge = this.isTooLarge(file);
    this.tell([...this.list, { id, name: file.name, percent: 0, thumbnail, failed: false, isTooLarge }]);
  }

  /** The reason follows at once, as a warning. */
  private fail(id: string): void {
    const kept = this.kept.get(id);
    const element = this.elementOf(id);
    if (kept && element) {
      kept.place = ModelLivePosition.fromPosition(this.editor.model.createPositionBefore(element));
    }
    this.change(id, { failed: true });
  }

  private elementOf(id: string): ModelElement | undefined {
    const root = this.editor.model.document.getRoot();
    const nodes = root ? [...root.getChildren()] : [];
    return nodes.find((node): node is ModelElement => node.is("element") && node.getAttribute("uploadId") === id);
  }

  private change(id: string, change: Partial<Upload>): void {
    this.tell(this.list.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  private forget(id: string): void {
    const upload = this.list.find((one) => one.id === id);
    if (upload) URL.revokeObjectURL(upload.thumbnail);
    this.kept.get(id)?.place?.detach();
    this.kept.delete(id);
    this.tell(this.list.filter((one) => one.id !== id));
  }

  private tell(list: readonly Upload[]): void {
    this.list = list;
    for (const listener of this.listeners) listener();
  }
}
