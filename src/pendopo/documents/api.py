"""The front door of documents: files, letters, numbers, signatures, verification, receipts.

Verbs and queries run in the current region's transaction; only `sign_batch` opens one per
letter. Who may see a file or a letter is checked by the caller, who knows the case.
"""

from pendopo.documents.actions.enrolment import enrol_demo_signer
from pendopo.documents.actions.files import (
    open_file,
    open_files,
    open_original,
    read_file,
    remove_file,
    store,
    store_made,
)
from pendopo.documents.actions.ink import attach_wet_scan, number_for_ink, void_number
from pendopo.documents.actions.letters import (
    draft_letter,
    give_paraf,
    redraft_letter,
    set_status,
)
from pendopo.documents.actions.numbers import explain_numbers
from pendopo.documents.actions.pictures import prepare_picture, prepare_waiting
from pendopo.documents.actions.previews import letter_pdf, preview_pdf, render_preview
from pendopo.documents.actions.rendering import sketch
from pendopo.documents.actions.signing import STOPS, sign_batch
from pendopo.documents.actions.sweeping import Swept, sweep
from pendopo.documents.actions.uploads import append_chunk, begin_upload, finish_upload, upload
from pendopo.documents.actions.verifying import check_pdf, verify
from pendopo.documents.numbering import DEFAULT_FORMAT, format_number, long_date
from pendopo.documents.picture_queries import picture, pictures, similar_pictures
from pendopo.documents.pictures.markers import GENERATED
from pendopo.documents.policy import PURPOSES
from pendopo.documents.ports import bind_scanner, bind_signer, demo_signer, scanner, signer
from pendopo.documents.queries import (
    all_complete,
    files,
    letter,
    letters,
    letters_of,
    number_register,
)
from pendopo.documents.receipts import Receipt, receipt_pdf
from pendopo.documents.refusals import Refused
from pendopo.documents.reports import report_pdf
from pendopo.documents.scanning import Clamd, NotScanned, Scanner, ScannerDown
from pendopo.documents.signing.bsre import BsreSigner
from pendopo.documents.signing.demo import DemoSigner
from pendopo.documents.signing.signer import (
    Appearance,
    CertificateState,
    Config,
    Signer,
    SignerIdentity,
    SigningFailed,
)
from pendopo.documents.typesetting import Broken, UnsafeSource, check_sources, qr_svg
from pendopo.documents.typesetting.forms import try_letter
from pendopo.documents.values import (
    Dated,
    File,
    Gps,
    Letter,
    LetterContent,
    Letterhead,
    LetterRef,
    Paraf,
    PdfCheck,
    Picture,
    RegisterLine,
    SignedAs,
    SignResult,
    SimilarPicture,
    Template,
    Upload,
    Verification,
)
from pendopo.documents.verification import CheckLine, SignatureFound

__all__ = [
    "DEFAULT_FORMAT",
    "GENERATED",
    "PURPOSES",
    "STOPS",
    "Appearance",
    "Broken",
    "BsreSigner",
    "CertificateState",
    "CheckLine",
    "Clamd",
    "Config",
    "Dated",
    "DemoSigner",
    "File",
    "Gps",
    "Letter",
    "LetterContent",
    "LetterRef",
    "Letterhead",
    "NotScanned",
    "Paraf",
    "PdfCheck",
    "Picture",
    "Receipt",
    "Refused",
    "RegisterLine",
    "Scanner",
    "ScannerDown",
    "SignResult",
    "SignatureFound",
    "SignedAs",
    "Signer",
    "SignerIdentity",
    "SigningFailed",
    "SimilarPicture",
    "Swept",
    "Template",
    "UnsafeSource",
    "Upload",
    "Verification",
    "all_complete",
    "append_chunk",
    "attach_wet_scan",
    "begin_upload",
    "bind_scanner",
    "bind_signer",
    "check_pdf",
    "check_sources",
    "demo_signer",
    "draft_letter",
    "enrol_demo_signer",
    "explain_numbers",
    "files",
    "finish_upload",
    "format_number",
    "give_paraf",
    "letter",
    "letter_pdf",
    "letters",
    "letters_of",
    "long_date",
    "number_for_ink",
    "number_register",
    "open_file",
    "open_files",
    "open_original",
    "picture",
    "pictures",
    "prepare_picture",
    "prepare_waiting",
    "preview_pdf",
    "qr_svg",
    "read_file",
    "receipt_pdf",
    "redraft_letter",
    "remove_file",
    "render_preview",
    "report_pdf",
    "scanner",
    "set_status",
    "sign_batch",
    "signer",
    "similar_pictures",
    "sketch",
    "store",
    "store_made",
    "sweep",
    "try_letter",
    "upload",
    "verify",
    "void_number",
]
