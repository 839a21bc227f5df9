"""What can go wrong with a document file, each with its own sentence."""

import errno
import sqlite3
from pathlib import Path

from nfi_planner.models.errors import KnownError
from nfi_planner.support import paths


class StaleEditError(KnownError):
    """The document changed elsewhere in the meantime; nothing was written."""


_READONLY_DBMOVED = 1032


def not_found(path: Path) -> KnownError:
    return KnownError(
        f"Le fichier « {path.name} » est introuvable.",
        "Vérifiez qu’il n’a pas été déplacé ou renommé, et que le partage est connecté.",
    )


def no_folder(path: Path) -> KnownError:
    return KnownError(
        f"Le dossier « {path.parent} » est introuvable.",
        "Choisissez un autre dossier, ou vérifiez que le partage est connecté.",
    )


def too_long(path: Path) -> KnownError:
    return KnownError(f"Le nom « {path.name} » est trop long.", "Choisissez un nom plus court.")


def exists(path: Path) -> KnownError:
    return KnownError(f"Le fichier « {path.name} » existe déjà.", "Choisissez un autre nom : rien n’a été remplacé.")


def not_a_document(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » n’est pas un document de ce programme.",
        "Ouvrez un fichier .nfi ; celui-ci n’a pas été modifié.",
    )


def empty(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » est vide : il a sans doute été mal copié.",
        "Reprenez une copie du fichier ; celui-ci n’a pas été modifié.",
    )


def newer(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » a été enregistré par une version plus récente du programme.",
        "Mettez le programme à jour pour l’ouvrir ; le fichier n’a pas été modifié.",
    )


def damaged(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » est endommagé.",
        "Reprenez une copie de sauvegarde ; le fichier n’a pas été modifié.",
    )


def read_only(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » est en lecture seule : la modification n’est pas enregistrée.",
        "Enregistrez-en une copie dans un dossier où vous pouvez écrire (Fichier › Enregistrer une copie…).",
    )


def unfinished_read_only(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » est en lecture seule et sa dernière écriture a été interrompue.",
        "Copiez le fichier et son voisin « -journal » dans un dossier où vous pouvez écrire, puis ouvrez la copie.",
    )


def replaced(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » a été remplacé par un autre fichier pendant qu’il était ouvert : la modification "
        "n’est pas enregistrée.",
        "Enregistrez une copie de votre travail sous un autre nom, puis comparez les deux.",
    )


def vanished(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » n’est plus à sa place : la modification n’est pas enregistrée.",
        "Remettez-le à sa place ou reconnectez le partage, ou enregistrez une copie sous un autre nom.",
    )


def stale(path: Path) -> StaleEditError:
    return StaleEditError(
        f"« {path.name} » a été modifié dans une autre fenêtre ou par une autre personne : votre modification "
        "n’est pas enregistrée.",
        "Fermez le document et rouvrez-le pour voir les changements.",
    )


def busy(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » est occupé par un autre programme : la modification n’est pas enregistrée.",
        "Réessayez dans un instant.",
    )


def disk_full(path: Path) -> KnownError:
    return KnownError(
        f"Le disque est plein : la modification de « {path.name} » n’est pas enregistrée.",
        "Libérez de la place, puis réessayez, ou enregistrez une copie ailleurs.",
    )


def unreachable(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » ne peut être ni lu ni écrit.",
        "Vérifiez vos droits sur le dossier et l’état du disque ou du partage.",
    )


_BY_CODE = {
    sqlite3.SQLITE_BUSY: busy,
    sqlite3.SQLITE_LOCKED: busy,
    sqlite3.SQLITE_FULL: disk_full,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: not_a_document,
    sqlite3.SQLITE_IOERR: unreachable,
    sqlite3.SQLITE_CANTOPEN: unreachable,
}


def of_sqlite(error: sqlite3.Error, path: Path) -> KnownError | None:
    """Return the sentence for an error of SQLite, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == _READONLY_DBMOVED:
        return replaced(path) if paths.exists(path) else vanished(path)
    maker = _BY_CODE.get(code & 0xFF)
    return maker(path) if maker else None


def of_system(error: OSError, path: Path) -> KnownError:
    """Return the sentence for an error of the system."""
    if isinstance(error, FileNotFoundError):
        return not_found(path) if paths.is_folder(path.parent) else no_folder(path)
    if isinstance(error, FileExistsError):
        return exists(path)
    if error.errno == errno.ENAMETOOLONG:
        return too_long(path)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(path)
    return unreachable(path)
