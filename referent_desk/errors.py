"""One error tree. Each leaf says in French what happened, what is safe and what to do next."""

from pathlib import Path


class DeskError(Exception):
    """What the user is told when something cannot be done; never carries a secret or a name."""

    what: str = "Une opération n’a pas abouti."
    safe: str = "Vos données enregistrées sont intactes."
    next_step: str = "Recommencez\u202f; si cela se répète, redémarrez le programme."

    def __init__(self, what: str = "", safe: str = "", next_step: str = "") -> None:
        self.what = what or self.what
        self.safe = safe or self.safe
        self.next_step = next_step or self.next_step
        super().__init__(self.what)

    @property
    def message(self) -> str:
        """The three sentences, one a line."""
        return "\n".join(part for part in (self.what, self.safe, self.next_step) if part)


class InvalidInput(DeskError):
    """A field cannot be recorded as it is. `field` is the model's attribute, shown by the form."""

    safe = "Rien n’a été enregistré\u202f; ce que vous avez saisi est toujours dans le formulaire."

    def __init__(
        self, field: str, what: str, next_step: str = "Corrigez ce champ, puis enregistrez."
    ) -> None:
        self.field = field
        super().__init__(what, next_step=next_step)


class NotFound(DeskError):
    """The record asked for is no longer there."""

    what = "Cet élément n’existe plus dans le coffre."
    next_step = "Revenez à la liste. S’il a été supprimé, il attend peut-être dans la Corbeille."


class VaultError(DeskError):
    """Faults of the vault; its leaves are what opening and saving can meet."""


class SecretRefused(VaultError):
    """A way in did not open. `wait`: seconds before the next try is heard."""

    wait: int = 0


class WrongPassphrase(SecretRefused):
    """The secret opens no slot."""

    what = "Cette phrase de passe n’ouvre pas ce coffre."
    safe = "Le coffre est intact\u00a0: rien n’a été modifié."
    next_step = "Vérifiez les majuscules et le clavier, ou utilisez le code de secours."


class RecoveryCodeMistyped(VaultError):
    """The checksum of the recovery code does not match: a typing error, not a wrong code."""

    what = "Ce code de secours contient une faute de frappe."
    safe = "Le coffre est intact\u00a0: rien n’a été essayé."
    next_step = "Relisez le code groupe par groupe."


class WrongRecoveryCode(SecretRefused):
    """A well-formed recovery code of another vault."""

    what = "Ce code de secours est bien formé, mais ce n’est pas celui de ce coffre."
    safe = "Le coffre est intact\u00a0: rien n’a été modifié."
    next_step = (
        "Vérifiez que la feuille est celle de ce coffre, et la plus récente\u00a0: un nouveau code"
        " remplace l’ancien."
    )


class TooSoon(SecretRefused):
    """After several wrong secrets; nothing was tried, whatever was typed."""

    what = "Plusieurs essais n’ont pas ouvert ce coffre\u00a0: le suivant doit attendre un peu."
    safe = "Le coffre est intact\u00a0: rien n’a été essayé, et il ne se bloque jamais."
    next_step = "Attendez quelques secondes, puis recommencez."

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


class NotAVault(VaultError):
    """The folder holds no vault."""

    what = "Ce dossier n’est pas un coffre Referent Desk."
    safe = "Rien n’y a été modifié."
    next_step = "Choisissez le dossier dont le nom se termine par «\u00a0.coffre\u00a0»."


class NewerVersion(VaultError):
    """Written by a later version of the program."""

    what = "Ce coffre a été écrit par une version plus récente du programme."
    safe = "Le coffre est intact\u00a0: il n’a pas été ouvert."
    next_step = "Faites installer la version récente de Referent Desk sur cet ordinateur."


class DamagedHeader(VaultError):
    """coffre.json is unreadable or incoherent."""

    what = "L’en-tête du coffre (coffre.json) est abîmé."
    safe = "Vos dossiers sont dans un autre fichier, qui n’a pas été touché."
    next_step = (
        "N’effacez rien, et restaurez une sauvegarde\u00a0: ce coffre-ci sera mis de côté, tel"
        " quel."
    )


class DamagedDatabase(VaultError):
    """coffre.db is unreadable although the key is right."""

    what = "La base de données du coffre est abîmée."
    safe = (
        "La phrase de passe est bonne\u202f; rien n’a été modifié et aucun coffre vide ne l’a"
        " remplacé."
    )
    next_step = (
        "N’effacez rien. Restaurez une sauvegarde\u00a0: ce coffre-ci sera mis de côté, tel quel."
        " Sans sauvegarde, «\u00a0Récupérer ce qui est lisible\u00a0» en fait un neuf, à côté."
    )


class ReadOnlyVault(VaultError):
    """The vault is open to be read only: damage was found, or its folder takes no writing."""

    what = "Ce coffre est ouvert en lecture seule : rien ne peut y être enregistré."
    safe = "Ce qui s’y trouve n’a pas été modifié ; ce que vous venez d’écrire est à l’écran."
    next_step = "Voyez pourquoi dans « Coffre », onglet « Vérification »."


class UnfinishedWrite(VaultError):
    """A journal or a log must be played back, and the folder takes no writing."""

    what = "Une écriture a été coupée dans ce coffre, et ce dossier ne permet pas de la terminer."
    safe = "Rien n’a été modifié."
    next_step = "Copiez le dossier entier là où l’on peut écrire, puis ouvrez cette copie."


class OlderVersion(VaultError):
    """A read-only vault whose tables are those of an earlier version."""

    what = (
        "Ce coffre vient d’une version plus ancienne du programme. Pour le lire, il faudrait"
        " le mettre à niveau, donc y écrire, et il ne peut être ouvert qu’en lecture seule."
    )
    safe = "Rien n’a été modifié : ce qui y est lisible l’est encore."
    next_step = (
        "S’il est abîmé, « Récupérer ce qui est lisible » en fait à côté un coffre neuf, à jour."
        " S’il est seulement sur un support qui ne s’écrit pas, copiez son dossier entier sur"
        " le disque de l’ordinateur et ouvrez la copie."
    )


class NoPermission(VaultError):
    """The folder or a file cannot be read or written."""

    what = "L’accès à ce dossier est refusé."
    safe = "Rien n’a été modifié."
    next_step = "Demandez au service informatique le droit de lire et d’écrire dans ce dossier."


class AlreadyOpen(VaultError):
    """Another running program holds the vault."""

    what = "Ce coffre est déjà ouvert par un autre programme."
    safe = "Rien n’a été modifié."
    next_step = "Fermez l’autre fenêtre de Referent Desk, puis recommencez."


class PlaceRefused(VaultError):
    """A vault may not stand there; `next_step` names the user's own data folder."""

    safe = "Rien n’a été modifié. Une sauvegarde, elle, est la bienvenue à cet endroit."

    def __init__(self, local_folder: Path, what: str = "") -> None:
        super().__init__(
            what,
            next_step="Si le coffre y est déjà, copiez son dossier entier, programme fermé, dans "
            f"«\u00a0{local_folder}\u00a0», puis ouvrez cette copie. Sinon, créez-le là.",
        )


class OnNetworkShare(PlaceRefused):
    """Locks and flushed pages cannot be relied upon across a network."""

    what = (
        "Ce dossier est sur un partage réseau\u00a0: deux ordinateurs pourraient y écrire"
        " à la fois, et une coupure du réseau abîmer le coffre."
    )


class InSynchronisedFolder(PlaceRefused):
    """A service copies files away while they are written, and old ones back."""

    def __init__(self, service: str, local_folder: Path) -> None:
        super().__init__(
            local_folder,
            f"Ce dossier est synchronisé ({service})\u00a0: le coffre partirait chez un tiers,"
            " et une copie ancienne ou à moitié écrite pourrait revenir à sa place.",
        )


class VaultExists(VaultError):
    """A vault would overwrite something."""

    what = "Il y a déjà quelque chose à cet endroit."
    safe = "Rien n’a été remplacé."
    next_step = "Choisissez un autre nom ou un autre dossier."


class DiskFull(VaultError):
    """No room left while writing."""

    what = "Le disque est plein\u00a0: l’enregistrement n’a pas pu se faire."
    safe = (
        "Ce qui était enregistré est intact\u202f; ce que vous venez d’écrire est toujours à"
        " l’écran."
    )
    next_step = "Libérez de la place, puis enregistrez à nouveau."


class WeakPassphrase(VaultError):
    """zxcvbn judges it guessable; `next_step` carries the advice."""

    what = "Cette phrase de passe est trop facile à deviner."
    safe = "Rien n’a été créé ni changé."
    next_step = "Choisissez quatre mots sans rapport entre eux."


class LastWayIn(VaultError):
    """Without any passphrase the vault would hang on a sheet of paper, or on one computer."""

    what = "C’est le dernier accès par phrase de passe\u00a0: il ne peut pas être retiré."
    safe = "Rien n’a été modifié."
    next_step = "Ajoutez d’abord un autre accès par phrase de passe."


class HeaderNotTrusted(VaultError):
    """coffre.json was changed by another hand: its ways in may not be carried over to a new key."""

    what = "L’en-tête du coffre a été modifié en dehors du programme."
    safe = "Vos données sont intactes\u202f; le coffre n’a pas été chiffré à nouveau."
    next_step = (
        "Dans «\u00a0Coffre\u00a0», «\u00a0Accès\u00a0», relisez qui peut l’ouvrir, retirez ce"
        " qui ne doit pas y être, puis dites «\u00a0J’ai relu, c’est en ordre\u00a0»."
    )


class VaultLocked(VaultError):
    """The vault was closed meanwhile."""

    what = "Le coffre est verrouillé."
    safe = "Vos données sont intactes."
    next_step = "Déverrouillez-le pour continuer."
