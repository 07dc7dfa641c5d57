"""What was said of who takes part in a programme, entry by entry?"""

from domain.consortium import Consortium
from projections.dossier import DossierRow, dossier


class ConsortiumRow(DossierRow, frozen=True):
    TABLE = "consortium"
    COLUMNS = ()
    SEARCHED = ()


CONSORTIA = dossier(ConsortiumRow, Consortium.KIND)
