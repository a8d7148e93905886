"""Why a verb about contracts or findings says no, by code."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "contract_unknown": ("Kontrak ini tidak ditemukan.", "We cannot find this contract."),
    "progress_unknown": ("Laporan kemajuan ini tidak ada.", "There is no such progress report."),
    "contract_node": (
        "Kontrak menempel pada sub kegiatan dari versi yang sudah ditetapkan.",
        "A contract belongs to a sub-activity of a version that was adopted.",
    ),
    "contract_agency": (
        "Sub kegiatan ini belum punya perangkat daerah penanggung jawab.",
        "No agency answers for this sub-activity yet.",
    ),
    "contract_number": (
        "Tulis nomor kontrak, paling panjang 120 tanda.",
        "Write the number of the contract, at most 120 signs.",
    ),
    "contract_title": (
        "Tulis nama pekerjaannya, paling panjang 300 tanda.",
        "Write what the work is, at most 300 signs.",
    ),
    "contract_twice": (
        "Nomor {number} sudah tercatat pada perangkat daerah ini.",
        "The number {number} is already recorded for this agency.",
    ),
    "provider_unknown": (
        "Pilih penyedia dari daftar badan usaha.",
        "Choose the provider from the list of businesses.",
    ),
    "contract_days": (
        "Tanggal mulai dan selesai tidak cocok, atau di luar masa rencana.",
        "Start and end do not fit, or lie outside the plan.",
    ),
    "contract_over": (
        "Kontrak sub kegiatan ini menjadi {total}, melebihi pagu {pagu}.",
        "Contracts of this sub-activity would come to {total}, more than its budget of {pagu}.",
    ),
    "curve_wrong": (
        "Kurva rencana belum benar: tiap bulan tidak boleh turun, dan bulan terakhir 100 persen.",
        "The planned curve does not fit: it never falls, and the last month says 100 percent.",
    ),
    "contract_place": (
        "Pilih desa dari daftar, atau tulis titik di wilayah kabupaten.",
        "Choose a village from the list, or write a point within the regency.",
    ),
    "contract_closed": (
        "Kontrak ini sudah ditutup.",
        "This contract is closed.",
    ),
    "basis_missing": (
        "Tulis nomor dan tanggal dokumen dasarnya.",
        "Write number and date of the document this rests on.",
    ),
    "addendum_twice": (
        "Addendum dengan nomor ini sudah tercatat.",
        "An addendum of this number is already recorded.",
    ),
    "addendum_empty": (
        "Addendum ini tidak mengubah nilai, waktu, atau kurva.",
        "This addendum changes neither value nor time nor curve.",
    ),
    "addendum_paid": (
        "Nilai baru lebih kecil dari yang sudah dibayar, {paid}.",
        "The new value is less than what was paid already, {paid}.",
    ),
    "progress_day": (
        "Tanggal laporan harus dalam masa kontrak dan tidak di masa depan.",
        "The day of a report lies within the contract and not in the future.",
    ),
    "progress_twice": (
        "Kemajuan tanggal itu sudah dilaporkan.",
        "Progress of that day was already reported.",
    ),
    "progress_back": (
        "Kemajuan fisik tidak boleh turun dari {last} persen yang sudah diterima.",
        "Physical progress cannot fall below the {last} percent that were accepted.",
    ),
    "payment_half": (
        "Pembayaran perlu nomor SP2D, tanggal, dan jumlahnya.",
        "A payment needs the number of its SP2D, its day and its amount.",
    ),
    "payment_twice": (
        "SP2D {number} sudah dilaporkan untuk kontrak ini.",
        "SP2D {number} was already reported for this contract.",
    ),
    "payment_differs": (
        "SP2D {number} tercatat dengan jumlah lain, {amount}.",
        "SP2D {number} is recorded with another amount, {amount}.",
    ),
    "paid_over_contract": (
        "Pembayaran menjadi {paid}, melebihi nilai kontrak {value}.",
        "Payments would come to {paid}, more than the contract's {value}.",
    ),
    "photo_missing": (
        "Kemajuan perlu paling sedikit satu foto.",
        "Progress needs at least one photo.",
    ),
    "photos_many": ("Paling banyak {most} foto.", "At most {most} photos."),
    "token_spent": (
        "Lapor hadir Anda sudah lewat atau sudah dipakai. Lapor hadir sekali lagi.",
        "Your check-in has passed or was used. Check in once more.",
    ),
    "own_report": (
        "Laporan Anda sendiri diperiksa orang lain.",
        "Somebody else checks your own report.",
    ),
    "progress_judged": (
        "Laporan ini sudah diperiksa.",
        "This report was already checked.",
    ),
    "progress_waiting": (
        "Masih ada laporan yang menunggu pemeriksaan.",
        "A report still waits to be checked.",
    ),
    "not_finished": (
        "Serah terima menunggu kemajuan fisik 100 persen yang sudah diterima.",
        "Hand-over waits for 100 percent of the work to be accepted.",
    ),
    "finding_unknown": (
        "Paket tindak lanjut temuan belum terbit di daerah ini.",
        "The package for following up findings is not published here.",
    ),
    "finding_agency": (
        "Pilih perangkat daerah yang diperiksa.",
        "Choose the agency that was audited.",
    ),
    "finding_elsewhere": (
        "Sub kegiatan atau kontrak itu milik perangkat daerah lain.",
        "That sub-activity or contract belongs to another agency.",
    ),
    "contract_none": (
        "Belum ada kemajuan kontrak yang diterima untuk triwulan ini.",
        "No progress of a contract was accepted for this quarter yet.",
    ),
}
