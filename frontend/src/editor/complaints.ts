import { type ClassicEditor, Notification, type NotificationShowWarningEvent } from "ckeditor5";

import { complain } from "../site/toast";

/** CKEditor would stop the author with an alert box; the server's sentence is shown as any other message. */
export function complainInToasts(editor: ClassicEditor): void {
  editor.plugins.get(Notification).on<NotificationShowWarningEvent>(
    "show:warning",
    (event, { message }) => {
      complain(message);
      event.stop();
    },
    { priority: "high" },
  );
}
