"""Words of planning for people: levels, kinds of plans, versions, rules."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pendopo.faces.components import levels as shared
from pendopo.planning import api as planning

levels = shared.levels


def kinds() -> dict[str, str]:
    return {
        "rpjpd": _("RPJPD, 20 tahun"),
        "rpjmd": _("RPJMD, 5 tahun"),
        "renstra": _("Renstra perangkat daerah"),
        "rkpd": _("RKPD, 1 tahun"),
        "renja": _("Renja perangkat daerah"),
        "apbd": _("APBD"),
    }


def sorts() -> dict[str, str]:
    return {
        "initial": pgettext("versi rencana", "Awal"),
        "kua_ppas": "KUA-PPAS",
        "rka": "RKA",
        "dpa": "DPA",
        "shift": _("Pergeseran"),
        "amendment": _("Perubahan"),
    }


def version_name(one: planning.VersionCard) -> str:
    """ "Versi 2, Pergeseran (konsep)"."""
    said = _("Versi %(number)s, %(sort)s") % {
        "number": one.number, "sort": one.label or sorts().get(one.sort, one.sort),
    }  # fmt: skip
    return said if one.status == "adopted" else _("%(version)s (konsep)") % {"version": said}


def rule(name: str) -> str:
    """A rule of a file, in Indonesian as its sentences are."""
    return {**planning.IMPORT_RULES, **planning.FIGURE_RULES}.get(name, name)


def tag(name: str) -> str:
    """ "sdg:8" as people say it; the goals have official names, in Indonesian only."""
    kind, _kind, rest = name.partition(":")
    if kind == "sdg" and rest.isdigit() and 1 <= int(rest) <= len(planning.GOALS):
        return f"TPB {rest}. {planning.GOALS[int(rest) - 1]}"
    said = {
        "pn": _("Prioritas nasional %(name)s"),
        "rb": _("RB tematik %(name)s"),
        "se": _("Surat edaran %(name)s"),
    }.get(kind)
    return said % {"name": rest} if said else name


def indicator() -> str:
    return _("Indikator")


def gaps() -> dict[str, tuple[str, str]]:
    """Rule of a gap -> its name, and why it matters."""
    return {
        "no_programme": (
            _("Sasaran tanpa program"),
            _("Tidak ada yang menjawab “bagaimana”: tidak satu program pun mengerjakannya."),
        ),
        "no_target": (
            _("Program tanpa sasaran"),
            _("Tidak ada yang menjawab “mengapa”: uangnya tidak mengabdi pada sasaran mana pun."),
        ),
        "no_money": (
            _("Subkegiatan tanpa pagu"),
            _("Dijanjikan, tetapi tidak dibiayai tahun ini."),
        ),
        "rollup": (
            _("Jumlah tidak sama"),
            _("Pagu yang tertulis berbeda dengan jumlah bagian di bawahnya."),
        ),
        "no_owner": (
            _("Tanpa penanggung jawab"),
            _("Tidak ada perangkat daerah yang bertanggung jawab."),
        ),
        "no_indicator": (
            _("Tanpa indikator"),
            _("Tidak ada yang mengatakan kapan bagian ini berhasil."),
        ),
        "no_unit": (_("Indikator tanpa satuan"), _("Angkanya tidak dapat dibaca.")),
        "no_direction": (
            _("Indikator tanpa arah atau akumulasi"),
            _("Capaian tidak dapat dinilai sebelum keduanya diisi."),
        ),
        "no_yearly_target": (
            _("Indikator tanpa target tahun ini"),
            _("Capaian tidak dapat dinilai tanpa target."),
        ),
    }


def changes() -> dict[str, str]:
    return {
        "node": _("Bagian"),
        "name": _("Nama"),
        "code": _("Kode"),
        "parent": _("Induk"),
        "pagu": _("Pagu"),
        "indicator": _("Indikator"),
        "target": _("Target"),
    }
