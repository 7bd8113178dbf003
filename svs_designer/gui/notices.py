"""What the window tells about a document and its file, with what can be done about it."""

from typing import TYPE_CHECKING

from svs_designer.gui.banner import Choice

if TYPE_CHECKING:
    from svs_designer.gui.dialogs.recovery import Recovered
    from svs_designer.gui.document_page import DocumentPage
    from svs_designer.gui.file_actions import FileActions
    from svs_designer.gui.main_window import MainWindow


def tell_partial(page: "DocumentPage", files: "FileActions") -> None:
    """Say that a document was opened in part and is held back from editing."""
    document = page.document
    number = len(document.faults)
    places = "1 place in the file" if number == 1 else f"{number} places in the file"
    page.banner.tell(
        f"“{document.name}” was opened in part and cannot be edited: {places} could not be read.",
        (
            ("Show them", lambda: files.show_faults(document)),
            ("Save under another name…", lambda: files.save_as(document)),
        ),
    )


def tell_changed_on_disk(page: "DocumentPage", files: "FileActions") -> None:
    """Say that the file of a document is another than the one that was read, and ask which holds."""
    document = page.document

    def keep() -> None:
        document.keep_mine()
        page.banner.clear()

    choices: list[Choice] = [("Keep mine", keep), ("Save as…", lambda: files.save_as(document))]
    if document.path and document.path.exists():
        sentence = f"“{document.name}” was changed on disk by somebody else."
        choices.insert(0, ("Reload", lambda: files.reload(document)))
    else:
        sentence = f"The file of “{document.name}” is not there any more."
    page.banner.tell(sentence, choices)


def offer_recovered(window: "MainWindow") -> None:
    """Offer what a program that died left behind, if there is any."""
    keeper = window.keeper
    folders = keeper.found() if keeper else ()
    if keeper is None or not folders:
        return
    from svs_designer.gui.dialogs.modal import run
    from svs_designer.gui.dialogs.recovery import RecoveryDialog
    from svs_designer.gui.documents import open_recovered

    def restore(found: "Recovered") -> None:
        window.show_document(open_recovered(found.entry))
        # On disk in this program's journal before it leaves the other one.
        keeper.write_now()

    dialog = RecoveryDialog(folders, window)
    dialog.restored.connect(restore)
    run(dialog)
