"""Routes of following: tracking, my cases, receipts, verification, the ledger, my data."""

from __future__ import annotations

from django.urls import path

from pendopo.faces.portal import texts
from pendopo.faces.portal.follow import (
    about,
    adding,
    book,
    case,
    entering,
    genuine,
    languages,
    leaving,
    mending,
    messages,
    mine,
    my_data,
    news,
    papers,
    powers,
    replying,
    slips,
    tracking,
    visits,
)

OWN = "urus/<str:number>/"

urlpatterns = [
    path("lacak/", tracking.search, name="portal-track"),
    path("lacak/<str:number>/", tracking.track, name="portal-tracking"),
    path("berkas-saya/", mine.mine, name="portal-mine"),
    path(OWN, case.case, name="portal-case"),
    path(f"{OWN}kode/", case.code, name="portal-case-code"),
    path(f"{OWN}pesan/", messages.send, name="portal-message"),
    path(f"{OWN}perbaiki/<uuid:task_id>/", mending.overview, name="portal-mend"),
    path(
        f"{OWN}perbaiki/<uuid:task_id>/<slug:question>/", mending.one, name="portal-mend-question"
    ),
    path(f"{OWN}unggah/<uuid:task_id>/<slug:question>/", adding.start, name="portal-case-upload"),
    path(
        f"{OWN}unggah/<uuid:task_id>/<slug:question>/<uuid:upload_id>/",
        adding.chunk,
        name="portal-case-chunk",
    ),
    path(f"{OWN}jawab/<uuid:task_id>/", replying.reply, name="portal-reply"),
    path(f"{OWN}jadwal/<uuid:visit_id>/", visits.visit, name="portal-visit"),
    path(f"{OWN}jadwal/<uuid:visit_id>/setuju/", visits.agree, name="portal-visit-agree"),
    path(f"{OWN}kabar/", news.news, name="portal-news"),
    path(f"{OWN}tarik/", leaving.withdraw, name="portal-withdraw"),
    path(f"{OWN}surat/<uuid:letter_id>.pdf", papers.letter, name="portal-letter"),
    path(f"{OWN}unggahan/<uuid:file_id>/", papers.upload, name="portal-own-file"),
    path("tanda-terima/<str:number>/", slips.page, name="portal-slip"),
    path("tanda-terima/<str:number>.pdf", slips.pdf, name="portal-slip-pdf"),
    path("tanda-terima/<str:number>.json", slips.machine, name="portal-slip-json"),
    path("verify/", genuine.start, name="portal-verify"),
    path("verify/<str:verify_id>", genuine.letter, name="portal-verified"),
    path("buku-besar/", book.book, name="portal-ledger"),
    path("buku-besar/umpan", book.stream, name="portal-ledger-feed"),
    path("buku-besar/kunci", book.key, name="portal-ledger-key"),
    path("pesan-masuk/<slug:channel>/", texts.incoming, name="portal-texts"),
    path("masuk/", entering.entered, name="portal-entered"),
    path("data-saya/", my_data.my_data, name="portal-my-data"),
    path("data-saya/unduh.json", my_data.download, name="portal-my-data-json"),
    path("kuasa/", powers.powers, name="portal-powers"),
    path("kuasa/cabut/", powers.end, name="portal-power-end"),
    path("tentang/", about.index, name="portal-about"),
    path("tentang/<slug:name>", about.about, name="portal-about-page"),
    path("bahasa/", languages.switch, name="portal-language"),
]
